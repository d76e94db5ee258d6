package policy

// What a school needs beyond classes × curriculum (demand_relief.go), and how a
// teaching point teaches (demand_points.go). docs/model.md has the formulas.
var (
	DemandHeadRelief      = number("demand.head_teacher_relief", "percent of a full load that the head teacher of a class is relieved of; 0 counts no relief", 0, 100)
	DemandManagerRelief   = number("demand.manager_relief", "percent of a full load that a middle manager is relieved of; 0 counts no relief", 0, 100)
	DemandPointPupils     = whole("demand.point_pupils", "a school with fewer primary pupils teaches as a teaching point does", 0, 1000)
	DemandPointMultigrade = flag("demand.point_multigrade", "teaching points teach several grades in one room (复式)")
	DemandRoomPupils      = whole("demand.multigrade_pupils", "greatest number of pupils in a multi-grade room", 1, 100)
	DemandRoomGrades      = whole("demand.multigrade_grades", "greatest number of grades in a multi-grade room", 1, 6)
	DemandPointGeneralist = flag("demand.point_generalist", "at teaching points a generalist (全科) teaches all subjects but those of visits.subjects")
)
