// Package schemas publishes the shapes of the program's own JSON files, as JSON
// Schemas (2020-12) with a version in their names: a file of a later version that an
// older reader would misunderstand gets another name. They may be copied under the
// licence beside them.
package schemas

import _ "embed"

// Log is the schema of the log of a build, octavo-log/1.
//
//go:embed octavo-log-1.schema.json
var Log []byte

// Tree is the schema of the document tree, version 1.
//
//go:embed octavo-tree-1.schema.json
var Tree []byte

// Licence is the licence of both: the project's.
//
//go:embed LICENSE
var Licence []byte
