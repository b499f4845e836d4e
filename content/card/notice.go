package card

import _ "embed" // the licences

//go:embed world/LICENSE
var worldLicence string

//go:embed fonts/OFL.txt
var fontLicence string

// Notice says where the map and the fonts of cards come from, and by which terms.
func Notice() string {
	return "The map is made with Natural Earth, which is in the public domain. It draws who holds a place, and takes nobody's side: " +
		"what two states claim is half in the colour of each, and borders that are not agreed upon are dotted. " +
		"The form in which it was taken over, world-atlas, is under this licence:\n\n" + worldLicence + "\nThe fonts:\n\n" + fontLicence
}
