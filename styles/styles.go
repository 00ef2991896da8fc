// Package styles embeds the house sheets: base.css, which all others import,
// and one sheet for each edition. An office's own sheet imports the one it
// starts from and changes what differs. The package has no logic.
package styles

import "embed"

// Files holds the house sheets by name: base.css, screen.css, print-a4.css,
// print-b5.css, large.css, large-20.css, epub.css, html.css,
// cover.css.
//
//go:embed *.css
var Files embed.FS
