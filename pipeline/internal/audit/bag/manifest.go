package bag

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"io"
	"maps"
	"slices"
	"strings"

	"octavo/pipeline/internal/pattern"
)

// algorithm is a checksum algorithm by its name in file names (RFC 8493, 2.4).
type algorithm string

const (
	sha256sum algorithm = "sha256"
	sha512sum algorithm = "sha512"
)

// algorithms are those that a package has manifests of.
var algorithms = []algorithm{sha256sum, sha512sum}

func (a algorithm) manifest() string    { return "manifest-" + string(a) + ".txt" }
func (a algorithm) tagManifest() string { return "tagmanifest-" + string(a) + ".txt" }

// digits is how long a checksum is in hexadecimal.
func (a algorithm) digits() int {
	if a == sha256sum {
		return 2 * sha256.Size
	}
	return 2 * sha512.Size
}

// maxTagFile bounds a tag file, in bytes: a line for each of maxEntries files.
const maxTagFile = maxEntries * (maxName + 200)

// sum reads a file once for the checksums of all algorithms.
func (b *Bag) sum(name string) map[algorithm]string {
	if sums, ok := b.sums[name]; ok {
		return sums
	}
	short, long := sha256.New(), sha512.New()
	sums := map[algorithm]string{}
	if err := b.copy(name, io.MultiWriter(short, long)); err == nil {
		sums[sha256sum] = hex.EncodeToString(short.Sum(nil))
		sums[sha512sum] = hex.EncodeToString(long.Sum(nil))
	}
	b.sums[name] = sums
	return sums
}

// listed is a line of a manifest.
type listed struct {
	line int
	sum  string
}

var manifestLine = pattern.Of(`^([0-9A-Fa-f]+)[ \t]+\*?(.+)$`)

// decoded takes back what a path's line may not hold (RFC 8493, 2.1.3).
var decoded = strings.NewReplacer("%0A", "\n", "%0a", "\n", "%0D", "\r", "%0d", "\r", "%25", "%")

// lineEnds are the ends of lines that tag files may have (RFC 8493, 2.1.3), as one.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// lines are those of a tag file.
func lines(text []byte) []string {
	return strings.Split(strings.TrimRight(lineEnds.Replace(string(text)), "\n"), "\n")
}

// readManifest gives the lines of a manifest by path; nil where it is missing.
func (b *Bag) readManifest(a algorithm, name string) map[string]listed {
	text, err := b.Read(name, maxTagFile)
	if err != nil {
		return nil
	}
	out := map[string]listed{}
	for i, line := range lines(text) {
		m := manifestLine.FindStringSubmatch(line)
		if m == nil || len(m[1]) != a.digits() {
			b.wrong(CodeManifest, name, i+1, again, "the line is no checksum of %s with a path", a)
			continue
		}
		file := decoded.Replace(m[2])
		_, twice := out[file]
		switch {
		case unsafeName(file) != "":
			b.wrong(CodeManifest, name, i+1, "such a line is not written by Octavo; do not trust the package", "%q: %s", file, unsafeName(file))
		case twice:
			b.wrong(CodeManifest, name, i+1, again, "%s is listed twice", file)
		default:
			out[file] = listed{i + 1, strings.ToLower(m[1])}
		}
	}
	return out
}

// checkPayload holds the payload against its manifest, both ways.
func (b *Bag) checkPayload(a algorithm) {
	name := a.manifest()
	if !b.Has(name) {
		b.wrong(CodeManifest, name, 0, again, "the manifest is missing, so the payload cannot be checked by %s", a)
		return
	}
	list := b.readManifest(a, name)
	for _, file := range slices.Sorted(maps.Keys(list)) {
		if !strings.HasPrefix(file, payload) {
			b.wrong(CodeManifest, name, list[file].line, again, "%s is no file of the payload: it does not lie in data/", file)
			delete(list, file)
		}
	}
	b.compare(a, name, list)
	for _, file := range b.Names() {
		if _, ok := list[file]; !ok && strings.HasPrefix(file, payload) {
			b.wrong(CodeExtra, file, 0, "take it out, or ask who made the package whether it belongs there", "%s does not list the file", name)
		}
	}
}

// checkTags holds the tag files against their manifest, both ways.
func (b *Bag) checkTags(a algorithm) {
	name := a.tagManifest()
	if !b.Has(name) {
		b.wrong(CodeTagManifest, name, 0, again, "the tag manifest is missing, so the manifests themselves cannot be checked by %s", a)
		return
	}
	list := b.readManifest(a, name)
	b.compare(a, name, list)
	wanted := []string{declaration, infoFile}
	for _, other := range algorithms {
		wanted = append(wanted, other.manifest())
	}
	for _, file := range wanted {
		if _, ok := list[file]; !ok && b.Has(file) {
			b.wrong(CodeTagManifest, name, 0, again, "it does not list %s", file)
		}
	}
}

// compare holds the files that a manifest lists against their checksums.
func (b *Bag) compare(a algorithm, manifest string, list map[string]listed) {
	for _, file := range slices.Sorted(maps.Keys(list)) {
		want := list[file]
		switch {
		case !b.Has(file):
			b.wrong(CodeMissing, file, 0, "get the file from who made the package", "%s lists the file, and it is not there", manifest)
		case b.sum(file)[a] == "":
			b.wrong(CodeChanged, file, 0, again, "the file cannot be read whole")
		case b.sum(file)[a] != want.sum:
			b.wrong(CodeChanged, file, 0, again, "the file is not what it was: by %s its %s is %s…, and it is %s…", manifest, a, want.sum[:12], b.sum(file)[a][:12])
		}
	}
}
