package epub

import (
	"embed"
	"encoding/binary"
	"io/fs"
)

// packed holds the house faces deflated beforehand: whole faces are most of a
// publication's bytes, and to deflate them each time would take longer than
// all the rest. TestPackedFacesAreTheHouseFaces makes the files (-update) and
// proves that they hold what the faces hold.
//
// A file is the CRC-32 and the size of the face, each as four bytes in little
// endian, and then the deflated face.
//
//go:embed packed/*.deflate
var packed embed.FS

const packedHead = 8

// packedFace returns the deflated form of the face file called name, or nil
// where it was not made or was made of a face with other bytes.
func packedFace(name string, crc uint32, size int) []byte {
	data, err := fs.ReadFile(packed, "packed/"+name+".deflate")
	if err != nil || len(data) < packedHead {
		return nil
	}
	if binary.LittleEndian.Uint32(data) != crc || int(binary.LittleEndian.Uint32(data[4:])) != size {
		return nil
	}
	return data[packedHead:]
}
