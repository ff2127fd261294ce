"""The knowledge graph of regional links: tables with sources -> RDF -> a checked store -> answers and pages."""

__version__ = "0.1.0"
