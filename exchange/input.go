package exchange

import (
	"fmt"
	"strconv"

	"lungang/model"
	"lungang/policy"
)

// Person is who stands behind a pseudonymous id, as far as a document may ever
// say it. There is no field for ID number or phone: no document has them.
type Person struct {
	Name  string
	Staff string // 工号 of the personnel system
}

// Input is everything that a document is made from. No clock: same input, same
// bytes.
type Input struct {
	Facts *policy.Facts
	Plan  *model.Plan // of the problem behind Facts
	// People are the persons by id; one who is not in it is printed as the id.
	People map[model.TeacherID]Person
	Lang   string // zh or en; empty: zh

	Bureau  string     // who signs; empty: 教育局 of the district
	Contact string     // whom complaints reach: office, address, phone of the office
	Date    model.Date // of the document; zero: left blank
	// PublicFrom and PublicTo are the days of the 公示, both included; zero: left
	// blank. PublicDays is how many working days that is; 0: as the pack says.
	PublicFrom, PublicTo model.Date
	PublicDays           int

	// Plan and log behind the document, printed at the foot.
	PlanHash string // "sha256:…"; empty: the plan's own
	LogRoot  string // root of the decision log; empty: none
	LogSize  int64  // entries below the root
}

// Make builds a document. Errors: bad_parameter (unknown kind or language),
// inconsistent (the plan belongs to another problem, or names a teacher or a
// school that the problem does not have).
func Make(kind Kind, in Input) (*Document, error) {
	if err := in.fits(); err != nil {
		return nil, err
	}
	build := map[Kind]func(*maker) *Document{
		List: (*maker).list, Approval: (*maker).approval, Minutes: (*maker).minutes, Notices: (*maker).notices, WriteBack: (*maker).writeBack,
	}[kind]
	if build == nil {
		return nil, unknownWord("kind", string(kind), Kind("").Values())
	}
	m := newMaker(in)
	d := build(m)
	d.Kind, d.Lang, d.Footer = kind, m.lang, m.footer()
	return d, nil
}

func (in *Input) fits() error {
	switch in.Lang {
	case "", "zh", "en":
	default:
		return unknownWord("lang", in.Lang, []string{"zh", "en"})
	}
	if in.Plan.ProblemHash != in.Facts.ProblemHash() {
		return model.NewError(model.CodeInconsistent, model.Text{
			ZH: "方案不是这个问题的方案", EN: "the plan belongs to another problem",
		}, nil)
	}
	var faults model.Faults
	line := func(pointer string, teacher model.TeacherID, lines ...model.Line) {
		if in.Facts.Teacher(teacher) == nil {
			faults = append(faults, unknownID(pointer+"/teacher", string(teacher)))
		}
		for _, l := range lines {
			if in.Facts.School(l.School) == nil {
				faults = append(faults, unknownID(pointer, string(l.School)))
			}
		}
	}
	for i := range in.Plan.Moves {
		x := &in.Plan.Moves[i]
		line("/moves/"+strconv.Itoa(i), x.Teacher, x.From, x.To)
	}
	for i, x := range in.Plan.Visits {
		line("/visits/"+strconv.Itoa(i), x.Teacher, x.From, x.To)
	}
	return faults.Err()
}

func unknownID(pointer, value string) model.Fault {
	return model.Fault{
		Code: model.CodeUnknownReference, Severity: model.SeverityError, Pointer: pointer, Value: value,
		Message: model.Text{ZH: "问题文件中没有这个编号", EN: "the problem has no such id"},
	}
}

func unknownWord(name, value string, allowed []string) error {
	return model.Faults{{
		Code: model.CodeBadParameter, Severity: model.SeverityError, Value: value, Allowed: fmt.Sprint(allowed),
		Message: model.Text{ZH: name + " 的值无效", EN: name + " has a bad value"},
	}}.Err()
}

// Publish fills in the last day of the publication, counted in working days of
// the calendar from the day after the first, when only the first is given; and
// the number of working days, when both are. Errors: those of the calendar;
// bad_parameter when the days are the wrong way round.
func (in *Input) Publish(c *policy.Calendar) (err error) {
	if in.PublicDays == 0 {
		in.PublicDays = policy.PublicityDays(in.Facts.Rules)
	}
	switch {
	case in.PublicFrom.IsZero():
		return nil
	case in.PublicTo.IsZero():
		in.PublicTo, err = c.AddWorkingDays(in.PublicFrom, in.PublicDays)
		return err
	case in.PublicTo.Before(in.PublicFrom):
		return model.NewError(model.CodeBadParameter, model.Text{
			ZH: "公示截止日早于开始日", EN: "the publication ends before it begins",
		}, nil)
	default:
		in.PublicDays, err = c.WorkingDaysBetween(in.PublicFrom, in.PublicTo)
		return err
	}
}
