// Package inline marks what is inside the lines of a finished document tree:
// references to official publications, abbreviations that the document itself
// explains, the language of the document and of runs in another one. In goes a
// tree, typed or read back from canonical Markdown; the same tree comes out
// with nodes put around words. The visible text never changes, every decision
// is in the log, and a second run changes nothing.
package inline
