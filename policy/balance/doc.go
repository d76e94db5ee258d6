// Package balance reports the indicators of balanced education (优质均衡) and the
// other numbers that clauses ask of a district: before a plan, and after it.
// Every threshold is a parameter of the pack, compared in exact arithmetic; what
// a document does not say is unknown, never taken as met or missed.
//
//   - report.go     the report: entries, measures, how before and after are joined
//   - registry.go   all indicators, in order
//   - situation.go  the district with or without a plan, and who counts
//   - demand.go     thresholds with their legal basis, milestones, exact judging
//   - level.go      what the seven indicators of resources have in common
//   - classes.go    sizes of classes from pupils and classes of a grade
//
// One indicator, one file:
//
//   - i1_education.go, i2_backbone.go, i3_arts.go, i4_teaching_area.go,
//     i5_sports_area.go, i6_equipment.go, i7_multimedia.go
//     the seven (教督〔2017〕6号), for each stage and school
//   - cv.go                 coefficient of variation between schools
//   - six_of_seven.go       six of the seven at each school, the rest at 85 percent
//   - pass_share.go         schools that meet I1, I2, I3, with milestones by year
//   - rotation.go           who rotates, of those who are due
//   - backbone_rotation.go  backbone teachers who rotate, of four denominators
//   - degree_share.go       degrees by stage
//   - degree_ratio.go       degrees, urban to rural
//   - rural_degrees.go      degrees of rural teachers
//   - backbone_share.go     backbone teachers of all teachers
//   - backbone_links.go     backbone teachers linked to a rural school
//   - putonghua.go          levels of Putonghua
//   - licence.go            licences
//   - training.go           hours of training
//   - young_heads.go        young principals at rural schools
//   - principal_degrees.go  degrees of principals
//   - teacher_posts.go      posts of teachers of all posts
//   - pe_classes.go         classes for each teacher of PE
//   - pairing.go            urban-rural pairing
//   - class_size.go         standard classes
//   - large_classes.go      large classes
//   - school_size.go        size of schools
//
// May import: model, policy.
package balance
