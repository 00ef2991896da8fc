// Package fonts embeds the house faces. Each folder is one family, with its
// licence beside the faces; the package has no logic.
package fonts

import "embed"

// Files holds every embedded face (TrueType outlines) and its licence, under
// FAMILY-FOLDER/FACE.ttf and FAMILY-FOLDER/OFL.txt.
//
//go:embed */*.ttf */OFL.txt
var Files embed.FS
