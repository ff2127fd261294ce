// One matching key for every spelling of a name: a copy of kg/names.py, held to it by tests/cases/names.tsv.

const D_LIKE = { "Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ" };
const UNIT_BEGINS = /^(?:thanh pho|thu do|tinh|tp|t p|(?:the )?(?:city|province) of) (?=.)/u;
const UNIT_ENDS = /(.) (?:province|city)$/u;

function flat(text) {
  return text.normalize("NFKD").replace(/[ÐðƉɖ]/gu, (sign) => D_LIKE[sign]);
}

/** `Hoà Bình`, `HÒA BÌNH`, `hoa-binh` all give `hoa binh`; empty for a text without letters and digits. */
export function fold(text) {
  let key = "";
  for (const sign of flat(text).toLowerCase().normalize("NFKD")) {
    if (/[\p{L}\p{N}]/u.test(sign)) key += sign === "đ" ? "d" : sign;
    else if (!/[\p{M}\p{Cf}]/u.test(sign)) key += " ";
  }
  return key.split(" ").filter(Boolean).join(" ");
}

/** The key of a unit's name without the words for its category: `TP. Hải Phòng` gives `hai phong`. */
export function foldUnit(text) {
  return fold(text).replace(UNIT_BEGINS, "").replace(UNIT_ENDS, "$1");
}
