package archive

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"
)

// Algorithm is a digest by its names: in BagIt's manifests and in MDTO's list of
// terms.
type Algorithm struct {
	Bag  string
	MDTO string
	New  func() hash.Hash
}

// The algorithms of a package (FIPS 180-4). MDTO's sidecars and the delivery note
// have SHA-256.
var (
	SHA256 = Algorithm{"sha256", "SHA-256", sha256.New}
	SHA512 = Algorithm{"sha512", "SHA-512", sha512.New}
)

// Algorithms are those of a bag's manifests.
func Algorithms() []Algorithm { return []Algorithm{SHA256, SHA512} }

// Sum is the digest of data in small hexadecimal digits.
func (a Algorithm) Sum(data []byte) string {
	h := a.New()
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil))
}
