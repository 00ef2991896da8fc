package pdf

import (
	"fmt"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/icc"
	"octavo/pipeline/internal/layout"
)

// Pictures on screens have the colours that their own profiles say: the profile
// becomes their colour space (ISO 32000-1, 8.6.5.5; ISO 19005-2, 6.2.4.2). For a press
// the colours are turned instead.

// readProfiles finds the profiles of pictures in RGB, that of sRGB apart, which the
// output intent says already, and says which cannot be used.
func (ims *images) readProfiles(book *layout.Book, log *diag.Log) {
	ims.profiles = make([][]byte, len(ims.list))
	errs := make([]error, len(ims.list))
	each(len(ims.list), func(i int) { ims.profiles[i], errs[i] = ownProfile(ims.list[i].Data) })
	var places []pictureAt
	for i, err := range errs {
		if err == nil {
			continue
		}
		if places == nil {
			places = placesOf(book, ims)
		}
		log.Add(placed(diag.Diagnostic{Pos: places[i].pos}, unreadProfile(ims.list[i].Name, err)))
	}
}

// ownProfile gives the profile of a picture in RGB that says other colours than sRGB.
func ownProfile(picture []byte) ([]byte, error) {
	profile, err := icc.Embedded(picture)
	if err != nil || profile == nil || icc.SpaceOf(profile) != "RGB" {
		return nil, err
	}
	same, err := icc.IsSRGB(profile)
	if err != nil || same {
		return nil, err
	}
	return profile, nil
}

func unreadProfile(name string, err error) diag.Diagnostic {
	return warning(CodePictureSource, "a picture's own profile says what its colours are",
		fmt.Sprintf("the profile that the picture %s holds cannot be used (%v); its colours are taken for sRGB", name, err), "save the picture in sRGB, with its profile or without")
}

// profiled is a picture of fpdf's, which is one for all that have the same pixels, with
// a profile.
type profiled struct {
	picture ref
	profile string
}

// picture copies picture i from fpdf's file, with the space of its own profile.
func (a *assembly) picture(i int, made ref, c *copier) ref {
	s, ok := a.base.objects[made].(*stream)
	if !ok || a.images.profiles == nil || a.images.profiles[i] == nil {
		return c.ref(made)
	}
	space := a.inProfile(s.dict.get("ColorSpace"), a.images.profiles[i], c)
	if space == nil {
		return c.ref(made)
	}
	key := profiled{made, string(a.images.profiles[i])}
	if a.profiled[key] == 0 {
		a.profiled[key] = a.add(&stream{c.object(s.dict).(dict).with("ColorSpace", space), s.data})
	}
	return a.profiled[key]
}

// inProfile is a space of RGB, or a palette of its colours, as a profile has them; nil
// for other spaces. Pictures of one profile share it.
func (a *assembly) inProfile(space object, profile []byte, c *copier) array {
	palette, ok := space.(array)
	if space != name("DeviceRGB") && !(ok && len(palette) == 4 && palette[1] == name("DeviceRGB")) {
		return nil
	}
	key := profiled{profile: string(profile)}
	if a.profiled[key] == 0 {
		a.profiled[key] = a.add(flate(dict{{"Alternate", name("DeviceRGB")}, {"N", integer(3)}}, profile))
	}
	based := array{name("ICCBased"), a.profiled[key]}
	if ok {
		return array{palette[0], based, palette[2], c.object(palette[3])}
	}
	return based
}
