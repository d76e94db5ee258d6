package balance

// Indicators are all indicators, in the order of reports. No exam result is
// among them (B3-57, B3-62), and no field of a document could hold one.
var Indicators = []Indicator{
	education.indicator(), backbone.indicator(), arts.indicator(),
	teachingArea.indicator(), sportsArea.indicator(), equipment.indicator(), multimedia.indicator(),
	variation, sixOfSeven, passShare,
	rotation, backboneRotation,
	degreeShare, degreeRatio, ruralDegrees, backboneShare, backboneLinks, putonghua, licence, training,
	youngHeads, principalDegrees, teacherPosts, pairingCoverage, classSize, largeClasses, schoolSize, peClasses,
}
