package element

// divisions are the kinds of a book's divisions that DPUB-ARIA 1.1 has a role for,
// by their names in EPUB's structural semantics vocabulary.
var divisions = map[string]string{
	"foreword": "doc-foreword", "preface": "doc-preface", "introduction": "doc-introduction", "abstract": "doc-abstract",
	"acknowledgments": "doc-acknowledgments", "part": "doc-part", "chapter": "doc-chapter", "conclusion": "doc-conclusion",
	"prologue": "doc-prologue", "epilogue": "doc-epilogue", "afterword": "doc-afterword", "appendix": "doc-appendix", "bibliography": "doc-bibliography", "glossary": "doc-glossary", "index": "doc-index",
}

// As is the element with the semantics of a kind of division; "" leaves it as it is.
func (e Element) As(kind string) Element {
	e.Type, e.Role = kind, divisions[kind]
	return e
}
