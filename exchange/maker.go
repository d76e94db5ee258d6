package exchange

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lungang/model"
	"lungang/policy"
)

// maker is an Input with what every document looks up.
type maker struct {
	Input

	lang   string
	moves  []model.Move // by school left, line, teacher
	visits []model.Visit
}

func newMaker(in Input) *maker {
	m := &maker{Input: in, lang: cmp.Or(in.Lang, "zh"), moves: slices.Clone(in.Plan.Moves), visits: slices.Clone(in.Plan.Visits)}
	slices.SortFunc(m.moves, func(a, b model.Move) int {
		return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To), cmp.Compare(a.Teacher, b.Teacher))
	})
	slices.SortFunc(m.visits, func(a, b model.Visit) int {
		return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To), cmp.Compare(a.Teacher, b.Teacher))
	})
	return m
}

// say chooses the language. Official Chinese is set with punctuation of full
// width (GB/T 15834-2011), which the sources of this house do not use.
func (m *maker) say(zh, en string) string {
	if m.lang == "en" {
		return en
	}
	return fullWidth.Replace(zh)
}

var fullWidth = strings.NewReplacer(",", "\uFF0C", ":", "\uFF1A", ";", "\uFF1B", "(", "\uFF08", ")", "\uFF09", "?", "\uFF1F", "!", "\uFF01")

func (m *maker) sayf(zh, en string, args ...any) string {
	return fmt.Sprintf(m.say(zh, en), args...)
}

func (m *maker) text(t model.Text) string { return m.say(t.In("zh"), t.In("en")) }

func (m *maker) school(id model.SchoolID) string {
	if s := m.Facts.School(id); s != nil && s.Name != "" {
		return s.Name
	}
	return string(id)
}

// line names stage and subject.
func (m *maker) line(l model.Line) string {
	stage, subject := m.text(word("stage", l.Stage)), m.text(policy.SubjectName(l.Subject))
	return stage + m.say("", " ") + subject
}

// The kinds of exchange that documents tell apart. A volunteer, a backbone
// teacher and one who is due are the same to the public.
var (
	kindRotation  = model.Text{ZH: "教师交流轮岗", EN: "rotation"}
	kindPrincipal = model.Text{ZH: "校长(副校长)交流轮岗", EN: "rotation of (vice) principals"}
	kindVisit     = model.Text{ZH: "走教", EN: "itinerant teaching"}
)

func (m *maker) kindOf(id model.TeacherID) string {
	if m.Facts.Teacher(id).Role.Kind.IsLeader() {
		return m.text(kindPrincipal)
	}
	return m.text(kindRotation)
}

// period is the first and the last month of the exchange.
func (m *maker) period() (from, to string) {
	month, months := policy.ExchangePeriod(m.Facts.Rules)
	first := m.Plan.PlanYear*12 + month - 1
	last := first + months - 1
	return fmt.Sprintf("%04d-%02d", first/12, first%12+1), fmt.Sprintf("%04d-%02d", last/12, last%12+1)
}

func (m *maker) periodText() string {
	from, to := m.period()
	return m.say(month(from)+"至"+month(to), from+" to "+to)
}

// periodCell is the period for a column.
func (m *maker) periodCell() string {
	from, to := m.period()
	return strings.ReplaceAll(from, "-", ".") + "—" + strings.ReplaceAll(to, "-", ".")
}

// month writes 2026-09 as 2026年9月.
func month(s string) string {
	n, _ := strconv.Atoi(s[5:]) // made by period
	return fmt.Sprintf("%s年%d月", s[:4], n)
}

// day writes a day; blanks for none.
func (m *maker) day(d model.Date) string {
	if d.IsZero() {
		return m.say("    年  月  日", "____-__-__")
	}
	return m.say(fmt.Sprintf("%d年%d月%d日", d.Year, int(d.Month), d.Day), d.String())
}

func (m *maker) bureau() string {
	return cmp.Or(m.Bureau, m.say(m.Facts.Problem.District.Name+"教育局", "Education bureau, "+m.Facts.Problem.District.Name))
}

func (m *maker) planHash() string { return cmp.Or(m.PlanHash, "sha256:"+m.Plan.Hash) }

// footer is at the foot of every page: what the document was made from.
func (m *maker) footer() []string {
	out := []string{m.say("方案 ", "plan ") + m.planHash()}
	if m.LogRoot != "" {
		out = append(out, m.sayf("决策日志根(共%d条) %s", "decision log root (%d entries) %s", m.LogSize, m.LogRoot))
	}
	return out
}

// signature closes a document: who, and the day.
func (m *maker) signature() []Block {
	return []Block{paragraph(Right, m.bureau()), paragraph(Right, m.day(m.Date))}
}

// count makes a cell of a whole number.
func count(n int) Cell {
	v := float64(n)
	return Cell{Text: strconv.Itoa(n), Number: &v}
}

// decimal makes a cell of a number with so many digits behind the point.
func decimal(v float64, digits int) Cell {
	text := strconv.FormatFloat(v, 'f', digits, 64)
	rounded, _ := strconv.ParseFloat(text, 64) // its own text
	return Cell{Text: text, Number: &rounded}
}
