// Package sample gives measurements the embedded report as a document.
package sample

import (
	"context"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/understand"
	"octavo/source"
)

// Document is the embedded report with its structure recovered, without its metadata.
func Document() (*ast.Document, error) {
	name := source.Sample + ".txt"
	data, err := source.Files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	doc, err := plaintext.Read(name, data, nil)
	if err != nil {
		return nil, err
	}
	return understand.Run(context.Background(), doc, nil), nil
}
