// Package archive makes the package that an archive takes in: the source and the
// editions of a publication, each with its metadata by MDTO 1.0.1 (Nationaal
// Archief), laid out as the SIP specification of MDTO asks (March 2026), in a bag of
// BagIt 1.0 (RFC 8493) where that is wanted. Its names, algorithms and formats stand
// here once, for those that write packages and those that verify them:
//
//	NAME-archive/                      the same beneath NAME-archive/ in NAME-archive.zip
//	  bagit.txt bag-info.txt manifest-sha256.txt manifest-sha512.txt
//	  tagmanifest-sha256.txt tagmanifest-sha512.txt
//	  data/NAME/                       the information object
//	    NAME.MDTO.xml
//	    NAME-source.txt                or NAME-source-1-TITLE.md, … of a book
//	    NAME-pictures-map.png          NAME-pictures/map.png of the review copy
//	    NAME.pdf NAME.epub NAME.md
//	    NAME-log.json NAME-tree.json NAME-premis.xml NAME-dublincore.xml
//	    NAME-documentatie/             an information object of its own
//	      NAME-documentatie.MDTO.xml
//	      NAME-log-schema.json NAME-tree-schema.json NAME-licence.txt
//	NAME-pakbon.xml                    the delivery note, beside the package
//
// Each file beneath data but the sidecars has its own, FILE.bestand.MDTO.xml. In the
// form FormMDTO there is no bag: NAME/ stands where data/NAME/ does.
package archive

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The forms of a package, as --package takes them: a bag with the submission inside,
// or the submission alone, which must then meet all rules of MDTO's SIP.
const (
	FormBagIt = "bagit"
	FormMDTO  = "mdto"
)

// Forms lists the forms, the default first.
func Forms() []string { return []string{FormBagIt, FormMDTO} }

// What stands behind the name of a publication in the names of the package's own
// files and folders.
const (
	FolderSuffix        = "-archive"
	ZipSuffix           = "-archive.zip"
	DeliverySuffix      = "-pakbon.xml"
	SourceSuffix        = "-source"
	PicturesSuffix      = "-pictures"
	LogSuffix           = "-log.json"
	TreeSuffix          = "-tree.json"
	PREMISSuffix        = "-premis.xml"
	DublinCoreSuffix    = "-dublincore.xml"
	DocumentationSuffix = "-documentatie"
	LogSchemaSuffix     = "-log-schema.json"
	TreeSchemaSuffix    = "-tree-schema.json"
	LicenceSuffix       = "-licence.txt"
)

// The endings of sidecars (SIP specification, "Naamgeving").
const (
	ObjectSidecar = ".MDTO.xml"
	FileSidecar   = ".bestand.MDTO.xml"
)

// The files of a bag (RFC 8493, 2.1 and 2.2), and the folder of its payload.
const (
	Payload     = "data/"
	Declaration = "bagit.txt"
	BagInfo     = "bag-info.txt"
)

// DeclarationText is what bagit.txt holds (RFC 8493, 2.1.1).
const DeclarationText = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

// The labels of bag-info.txt that a package has (RFC 8493, 2.2.2).
const (
	InfoSource      = "Source-Organization"
	InfoContact     = "Contact-Name"
	InfoPhone       = "Contact-Phone"
	InfoEmail       = "Contact-Email"
	InfoDescription = "External-Description"
	InfoDate        = "Bagging-Date" // YYYY-MM-DD
	InfoIdentifier  = "External-Identifier"
	InfoOxum        = "Payload-Oxum" // bytes, a full stop, the number of files
	InfoAgent       = "Bag-Software-Agent"
)

// ManifestName is the name of the payload's manifest, or with tag of that of the
// files beside it.
func ManifestName(a Algorithm, tag bool) string {
	if tag {
		return "tagmanifest-" + a.Bag + ".txt"
	}
	return "manifest-" + a.Bag + ".txt"
}

// forbidden are the signs that no name in a submission may have (SIP specification,
// "Naamgeving"), and the one that manifests write otherwise (RFC 8493, 2.1.3).
const forbidden = `<>:"“”/\|?*#&.%`

// maxName bounds a name in bytes, so that with the longest ending it stays under
// the 255 that the specification and file systems allow.
const maxName = 160

// SafeName makes a name that a submission may have: each sign that is forbidden, and
// white space, becomes a hyphen; what is left of nothing is "publicatie". Names that
// need no change stay.
func SafeName(name string) string {
	safe := strings.Map(func(r rune) rune {
		if strings.ContainsRune(forbidden, r) || unicode.IsSpace(r) || unicode.IsControl(r) || !unicode.IsPrint(r) || r == utf8.RuneError {
			return '-'
		}
		return r
	}, norm.NFC.String(name))
	safe = strings.Trim(cut(safe), "-")
	if safe == "" {
		return "publicatie"
	}
	return safe
}

func cut(name string) string {
	for len(name) > maxName {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	return name
}

// SafeFile makes a file's name one that a submission may have, with one dot, that of
// the extension; an extension with other signs than ASCII letters and digits is no
// extension.
func SafeFile(name string) string {
	ext := path.Ext(name)
	plain := len(ext) > 1 && strings.IndexFunc(ext[1:], func(r rune) bool {
		return r >= utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) < 0
	if !plain {
		return SafeName(name)
	}
	return SafeName(strings.TrimSuffix(name, ext)) + ext
}

// IsSidecar reports whether a file of a submission holds metadata by MDTO, in
// whatever case its ending is written.
func IsSidecar(name string) bool {
	return strings.HasSuffix(strings.ToLower(name), strings.ToLower(ObjectSidecar))
}

// IsFileSidecar reports whether a sidecar is that of a file.
func IsFileSidecar(name string) bool {
	return strings.HasSuffix(strings.ToLower(name), strings.ToLower(FileSidecar))
}
