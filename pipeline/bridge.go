package pipeline

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// What cmd/octavo names of the inner packages until it has functions of its own.
type (
	Document   = ast.Document
	Meta       = ast.Meta
	Placed     = ast.Placed
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
	Markdown  = ast.Markdown
	IsLang    = ast.IsLang
	ParseMeta = ast.ParseMeta
	ParseYAML = ast.ParseYAML
)
