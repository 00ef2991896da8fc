package office

import (
	"bytes"
	"encoding/base64"
	"errors"
	"path"
	"strings"

	"octavo/pipeline/internal/diag"
)

// Pictures gives the pictures of an archive as addresses that hold their bytes, each
// read once.
type Pictures struct {
	archive *Archive
	known   map[string]picture
}

type picture struct{ address, cause string }

// NewPictures gives the pictures of an archive.
func NewPictures(a *Archive) *Pictures { return &Pictures{archive: a, known: map[string]picture{}} }

// Address is the picture of a part. Where it is empty, cause says why.
func (p *Pictures) Address(part string) (address, cause string) {
	known, ok := p.known[part]
	if !ok {
		known = p.read(part)
		p.known[part] = known
	}
	return known.address, known.cause
}

// NoPicture is the cause of a picture that is left out because nothing of it is there.
const NoPicture = "the file does not hold it"

func (p *Pictures) read(part string) picture {
	data, err := p.archive.Bytes(part)
	var fault *diag.Fault
	switch {
	case errors.As(err, &fault):
		return picture{cause: fault.Msg}
	case err != nil || len(data) == 0:
		return picture{cause: NoPicture}
	}
	return picture{address: DataURL(part, data)}
}

// LeftOut says that a picture was left out, with its text alternative, and in which
// program to insert it anew.
func (r *Report) LeftOut(place int, alt, cause, program string) {
	r.WarnDropped(place, CodeDrawing, alt, "a picture was left out: "+cause, "insert it anew in "+program)
}

// DataURL is an address that holds the bytes of a picture (RFC 2397), whose kind its
// name tells by its ending, or the bytes themselves.
func DataURL(name string, data []byte) string {
	return "data:" + mediaType(name, data) + ";base64," + base64.StdEncoding.EncodeToString(data)
}

// mediaTypes are those of the pictures of office documents, by their endings.
var mediaTypes = map[string]string{".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".bmp": "image/bmp",
	".tif": "image/tiff", ".tiff": "image/tiff", ".webp": "image/webp", ".svg": "image/svg+xml", ".emf": "image/emf", ".wmf": "image/wmf"}

// magics are how pictures begin, for those whose name has no ending.
var magics = []struct{ begin, kind string }{{"\x89PNG", "image/png"}, {"\xff\xd8", "image/jpeg"}, {"GIF8", "image/gif"}, {"BM", "image/bmp"}, {"<svg", "image/svg+xml"}, {"<?xml", "image/svg+xml"}}

func mediaType(name string, data []byte) string {
	if t := mediaTypes[strings.ToLower(path.Ext(name))]; t != "" {
		return t
	}
	for _, m := range magics {
		if bytes.HasPrefix(data, []byte(m.begin)) {
			return m.kind
		}
	}
	return "application/octet-stream"
}
