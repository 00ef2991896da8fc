// Package source embeds the sample report, which is the program's default
// input. The files are kept byte for byte as they came and are never edited.
package source

import "embed"

// Sample is the base name of the embedded sample report: Sample+".txt" is its
// text and Sample+".yaml" its metadata.
const Sample = "beleidsverslag-2023"

// Files holds the embedded reports.
//
//go:embed *.txt *.yaml
var Files embed.FS
