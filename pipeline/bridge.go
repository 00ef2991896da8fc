package pipeline

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/write/markdown"
)

// What cmd/octavo names of the inner packages until it has functions of its own.
type (
	Document   = ast.Document
	Meta       = meta.Meta
	Placed     = meta.Placed
	Log        = diag.Log
	Diagnostic = diag.Diagnostic
	Pos        = diag.Pos
	Code       = diag.Code
)

// Warning is diag.Warning.
const Warning = diag.Warning

// The functions behind those types.
var (
	Dump      = ast.Dump
	JSON      = ast.JSON
	Markdown  = markdown.Print
	IsLang    = meta.IsLang
	ParseMeta = meta.Parse
	ParseYAML = meta.ParseYAML
)
