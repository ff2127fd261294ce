"""Pages: the embedded document, and the one offline HTML file that shows it.

The way of a page: `document` says what is embedded, `gather` fills it from the store, `layout` finds places, `network`
hands both to pyvis, `assemble` puts scripts and styles together, `page` writes the file.
"""
