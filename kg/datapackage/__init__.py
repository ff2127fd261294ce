"""What is generated from the ontology: the data package, the JSON-LD context and the page of the vocabulary.

`python -m kg.datapackage` writes them; with `--check` it names those that differ from what the ontology says.
"""
