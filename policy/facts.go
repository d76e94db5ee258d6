package policy

import "lungang/model"

// Facts is everything that follows from a problem document and its pack, and
// that needs no decision. Formulation, checker and explanations read it; none
// of them changes it. All slices are sorted (schools and teachers by id, lines
// by school, stage, subject), so that the order of the document never matters.
type Facts struct {
	Problem    *model.Problem
	Rules      *Rules
	Curriculum *Curriculum // periods and loads in force
	Reference  model.Date  // day on which ages and tenure are counted
	HalfDays   int         // h: half-days of one full post
	Schools    []SchoolFacts
	Teachers   []TeacherFacts
	Lines      []LineFacts

	hash      func() string
	schoolAt  map[model.SchoolID]int
	teacherAt map[model.TeacherID]int
	lineAt    map[model.Line]int
	minutes   travelTimes
	homes     []point // by teacher
}

// ProblemHash is the hash of the problem document: see model.Problem.Hash. It is
// computed at the first call.
func (f *Facts) ProblemHash() string { return f.hash() }

// SchoolFacts is a school with what follows from its data.
type SchoolFacts struct {
	*model.School
	Index        int
	Locale       model.Locale   // urban, town, rural
	Strength     model.Strength // never empty
	Public       bool           // takes part in quota and rotation
	Staff        int            // teachers who count against the quota, whatever their status
	Senior       int            // of them with a senior title
	Intermediate int            // of them with an intermediate title
	Pupils       int            // all stages
	Classes      int            // all stages
}

// TeacherFacts is a teacher with what follows from the data.
type TeacherFacts struct {
	*model.Teacher
	Index     int
	School    int           // index into Facts.Schools
	Line      int           // index into Facts.Lines: own school, primary qualification
	Verdict   model.Verdict // who should rotate, with reasons
	Candidate bool          // may move at all: verdict must or may, and not pinned to stay
	Teaches   bool          // counts as a head on the base line
	OnQuota   bool          // counts against the quota of the school
	Capped    bool          // the title, if any, occupies a post under the caps of the school
	Backbone  bool          // backbone honour valid on the reference day, of a level that the pack counts
	Age       int           // full years on the reference day
	Tenure    int           // full years of continuous service at the school on the reference day
	Spare     int           // half-days a week beyond the full load, from the own weekly-period limit
	Pins      []model.Pin   // pins of this teacher

	ServiceUntil model.Date    // last day of a service obligation, see serviceUntil; zero: none is known
	Principal    *PrincipalDue // where a principal or vice principal stands; nil: is neither, or the pack has no rule
}

// MayMove reports whether any plan may move the teacher: a candidate, or a
// leader who is one by the rule for leaders.
func (t *TeacherFacts) MayMove() bool {
	return t.Candidate || t.Principal != nil && t.Principal.Candidate
}

// LineFacts is one line (school, stage, subject) with its demand.
type LineFacts struct {
	model.Line
	Index    int
	School   int  // index into Facts.Schools
	Periods  int  // D: periods a week
	Relief   int  // of the periods: what head teachers and middle managers are relieved of
	Load     int  // λ: periods a week of one full post
	Posts    int  // n: needed posts
	HalfDays int  // e: needed half-days beyond the posts
	Heads    int  // teachers who count as a head today
	Weight   int  // ω: weight of a vacant post and of an uncovered half-day
	Scarce   bool // a scarce subject of the pack
}

// Need returns what must be covered, in half-days: h·n + e.
func (f *Facts) Need(l *LineFacts) int { return f.HalfDays*l.Posts + l.HalfDays }

// School returns a school by id; nil when there is none.
func (f *Facts) School(id model.SchoolID) *SchoolFacts {
	if i, ok := f.schoolAt[id]; ok {
		return &f.Schools[i]
	}
	return nil
}

// Teacher returns a teacher by id; nil when there is none.
func (f *Facts) Teacher(id model.TeacherID) *TeacherFacts {
	if i, ok := f.teacherAt[id]; ok {
		return &f.Teachers[i]
	}
	return nil
}

// Line returns a line; nil when nobody is based there and nothing is needed there.
func (f *Facts) Line(l model.Line) *LineFacts {
	if i, ok := f.lineAt[l]; ok {
		return &f.Lines[i]
	}
	return nil
}

// Minutes returns the travel time between two schools (indices), one way.
func (f *Facts) Minutes(from, to int) int { return f.minutes.between(from, to) }

// Kilometres returns the great-circle distance between two schools (indices);
// false when one of them has no location.
func (f *Facts) Kilometres(from, to int) (float64, bool) { return f.minutes.kilometres(from, to) }

// Commute returns the minutes that a teacher would travel one way to a school:
// from home when it is known, else from the present school.
func (f *Facts) Commute(teacher, school int) int { return f.minutes.commute(f, teacher, school) }
