package ast

import "slices"

// Schemes are the kinds of official publication to which a Citation can refer:
// papers, questions and proceedings of the Dutch parliament, its gazettes and
// treaties, laws, judgments, and the publications of the European Union.
var Schemes = []string{"kamerstuk", "dossier", "handelingen", "aanhangsel", "stb", "stcrt", "trb", "publicatie", "bwb", "ecli",
	"celex", "com", "oj", "eli"}

// IsScheme reports whether a name is a kind of official publication.
func IsScheme(name string) bool { return slices.Contains(Schemes, name) }
