package epub

import (
	"bytes"
	"fmt"
	"strings"
)

// usedFaces are the faces whose family the style sheet names, in the order
// given.
func usedFaces(opt Options) []Face {
	var out []Face
	for _, f := range opt.Faces {
		if strings.Contains(opt.CSS, f.Family) {
			out = append(out, f)
		}
	}
	return out
}

// styleSheet puts a rule for each face before the sheet.
func styleSheet(css string, faces []Face) []byte {
	var b bytes.Buffer
	for _, f := range faces {
		slant := "normal"
		if f.Italic {
			slant = "italic"
		}
		fmt.Fprintf(&b, "@font-face {\n\tfont-family: %q;\n\tfont-weight: %s;\n\tfont-style: %s;\n\tsrc: url(\"../fonts/%s\");\n}\n",
			f.Family, weight(f.Weight), slant, f.File)
	}
	b.WriteString(css)
	return b.Bytes()
}

// faceType is the media type by how the file begins (OpenType 1.9, "otff").
func faceType(f Face) string {
	if bytes.HasPrefix(f.Data, []byte("OTTO")) {
		return "font/otf"
	}
	return "font/ttf"
}
