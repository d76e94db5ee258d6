package policy

import (
	"slices"

	"lungang/model"
)

// Which place is town and which is country, by the codes that statistics give to
// places (国函〔2008〕60号; GB/T 33782). Documents speak of 城区, 镇区 and 乡村 without
// saying more; a district may read them in its own way.
var (
	LocaleUrban = words("locale.urban_codes", "urban-rural codes of places that count as urban", model.UrbanRuralCode("").Values()...)
	LocaleTown  = words("locale.town_codes", "urban-rural codes of places that count as town; after locale.urban_codes, and every code of neither is rural", model.UrbanRuralCode("").Values()...)
)

// LocaleOf returns the class of place of a code under the rules in force.
func (r *Rules) LocaleOf(code model.UrbanRuralCode) model.Locale {
	switch {
	case slices.Contains(LocaleUrban.Of(r), string(code)):
		return model.Urban
	case slices.Contains(LocaleTown.Of(r), string(code)):
		return model.Town
	default:
		return model.Rural
	}
}
