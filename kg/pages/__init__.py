"""Pages: the embedded document, and the one offline HTML file that shows it.

The way of a page: `document` says what is embedded and `gather` fills it from the store, with `evidenced`, `figures`,
`geography`, `ledger`, `lives`, `naming` and `regions` for its parts, which `reader` asks for. Two pictures:
`country` (`standing`: who is drawn; `scenes`, `stretched`, `apart`, `pills`, `labelled`: where; `readable`: whether it
reads) and `network` (`layout`, `boxes`, `twins`; pyvis). `packed` makes the document small, `assemble` puts scripts and
styles together, `page` writes the file.
"""
