package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lungang/policy"
	"lungang/policy/staffing"
)

// staffingText writes a quota report as tables.
func (m *Main) staffingText(r *staffing.Report) string {
	var b strings.Builder
	title := func(zh, en string) { b.WriteString("\n" + m.say("【"+zh+"】", en) + "\n") }
	b.WriteString(m.say(
		fmt.Sprintf("%s %d 年编制核定(政策包 %s,%s)\n", r.District, r.Year, r.Pack, r.Day),
		fmt.Sprintf("%s: staffing quota %d (pack %s, %s)\n", r.District, r.Year, r.Pack, r.Day)))
	title("学段:按生师比", "Stages by pupil ratio")
	b.WriteString(m.quotaStageTable(r.Stages))
	title("学校:标准与现状(括号内的数未采用)", "Schools: standard, quota and staff (numbers in brackets are not taken)")
	b.WriteString(m.quotaSchoolTable(r))
	if len(r.Findings) > 0 {
		title("核查", "Findings")
		b.WriteString(m.findingText(r))
	}
	title("编制核定周期", "Quota review")
	b.WriteString(m.reviewText(r.Review))
	title("年度报送:编制使用情况与动态调整计划", "Yearly report: use of the quota and plan to adjust it")
	b.WriteString(m.submissionText(r))
	title("课程", "Curriculum")
	b.WriteString(m.curriculumText(r.Curriculum))
	title("依据", "Basis")
	b.WriteString(m.basisTable(basesOf(r)))
	if unknown := unknownOf(r); len(unknown) > 0 {
		b.WriteString("  " + m.say("政策包没有取值,未计入:", "without a value in the pack, and left out: ") + strings.Join(unknown, ", ") + "\n")
	}
	return b.String()
}

func decimal(x float64, digits int) string { return strconv.FormatFloat(x, 'f', digits, 64) }

func (m *Main) quotaStageTable(stages []staffing.StageQuota) string {
	t := table{head: []string{
		m.say("学段", "stage"), m.say("学生", "pupils"), m.say("班级", "classes"), m.say("标准编制", "posts"),
	}, left: 1}
	for _, s := range stages {
		posts := "-"
		if s.Known {
			posts = decimal(s.Posts, 1)
		}
		t.add(word("stage", s.Stage).In(m.lang), strconv.Itoa(s.Pupils), strconv.Itoa(s.Classes), posts)
	}
	return t.String()
}

// componentCell writes the posts of components of one kind; in brackets when
// they are not taken.
func componentCell(s *staffing.Standard, ids ...staffing.ComponentID) string {
	sum, some, taken := 0.0, false, true
	for i := range s.Components {
		if c := &s.Components[i]; slices.Contains(ids, c.ID) {
			sum, some, taken = sum+c.Posts, true, taken && c.Taken
		}
	}
	switch {
	case !some:
		return ""
	case !taken:
		return "(" + decimal(sum, 1) + ")"
	default:
		return decimal(sum, 1)
	}
}

func (m *Main) quotaSchoolTable(r *staffing.Report) string {
	t := table{head: []string{
		m.say("学校", "school"), m.say("学生", "pupils"), m.say("班级", "classes"), m.say("生师比", "by pupils"),
		m.say("班师比", "by classes"), m.say("底线", "floor"), m.say("寄宿", "boarding"), m.say("特教", "special"),
		m.say("标准", "standard"), m.say("编制", "quota"), m.say("周转", "borrowed"), m.say("市级", "city"),
		m.say("在编", "staff"), m.say("超编", "over"), m.say("空编", "under"), m.say("标准-编制", "standard-quota"),
		m.say("借调", "seconded"), m.say("不在岗", "not in post"), m.say("不占编", "off quota"),
	}, left: 1}
	off := 0
	var seconded, absent int
	for i := range r.Schools {
		s := &r.Schools[i]
		others := 0
		for _, c := range s.OffQuota {
			others += c.Count
		}
		off, seconded, absent = off+others, seconded+s.Seconded, absent+s.NotInPost
		t.add(s.Name+"("+string(s.School)+")", strconv.Itoa(s.Pupils), strconv.Itoa(s.Classes),
			componentCell(&s.Standard, staffing.PupilRatio), componentCell(&s.Standard, staffing.ClassRatio),
			floorCell(&s.Standard), componentCell(&s.Standard, staffing.Boarding),
			componentCell(&s.Standard, staffing.SpecialNeeds, staffing.ResourceRoom),
			strconv.Itoa(s.Standard.Posts), strconv.Itoa(s.Quota), blank(s.Borrowed), blank(s.CityPool),
			strconv.Itoa(s.Staff), blank(s.Over), blank(s.Under), signed(s.Gap), blank(s.Seconded), blank(s.NotInPost), blank(others))
	}
	x := r.Total
	t.add(m.say("合计", "total"), strconv.Itoa(x.Pupils), strconv.Itoa(x.Classes), "", "", "", "", "",
		strconv.Itoa(x.Standard), strconv.Itoa(x.Quota), blank(x.Borrowed), blank(x.CityPool), strconv.Itoa(x.Staff),
		blank(x.Over), blank(x.Under), signed(x.Standard-x.Quota), blank(seconded), blank(absent), blank(off))
	return t.String() + "  " + m.say("生师比(学生÷在编)", "pupils per staff") + " " + decimal(x.PupilsPerStaff, 2) + "\n"
}

// floorCell writes the floor that is taken, else the greatest in brackets.
func floorCell(s *staffing.Standard) string {
	most := ""
	greatest := -1.0
	for i := range s.Components {
		c := &s.Components[i]
		if c.ID != staffing.SmallFloor && c.ID != staffing.PointFloor {
			continue
		}
		if c.Taken {
			return decimal(c.Posts, 0)
		}
		if c.Posts > greatest {
			greatest, most = c.Posts, "("+decimal(c.Posts, 0)+")"
		}
	}
	return most
}

func signed(n int) string {
	if n > 0 {
		return "+" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// findingText writes one line for each kind, with its places and clauses.
func (m *Main) findingText(r *staffing.Report) string {
	var b strings.Builder
	for _, kind := range staffing.FindingKind("").Values() {
		var places []string
		var clauses []string
		total := 0
		for i := range r.Findings {
			f := &r.Findings[i]
			if string(f.Kind) != kind {
				continue
			}
			total += f.Count
			place := string(f.School)
			switch {
			case f.Teacher != "":
				place = string(f.Teacher)
			case f.Limit > 0:
				place = strings.TrimSpace(place + " " + strconv.Itoa(f.Count) + "/" + strconv.Itoa(f.Limit))
			case f.Count > 1:
				place = strings.TrimSpace(place + " " + strconv.Itoa(f.Count))
			}
			places = append(places, place)
			for _, id := range f.Clauses {
				if !slices.Contains(clauses, id) {
					clauses = append(clauses, id)
				}
			}
		}
		if len(places) > 0 {
			fmt.Fprintf(&b, "  %s%s%s%s\n", word("quota_finding", kind).In(m.lang), m.say(":", ": "), strings.Join(places, m.say("、", ", ")), under(clauses))
		}
	}
	return b.String()
}

func (m *Main) reviewText(r staffing.Review) string {
	var years []string
	for _, y := range r.Next {
		years = append(years, strconv.Itoa(y))
	}
	last := m.say("上次核定年份不详", "the last review is not known")
	if r.Last > 0 {
		last = m.say(fmt.Sprintf("上次 %d 年", r.Last), fmt.Sprintf("the last was in %d", r.Last))
	}
	due := ""
	if r.Due {
		due = m.say(",本年度应核定", "; due this year")
	}
	return "  " + m.say(
		fmt.Sprintf("每 %d 年核定一次,%s%s;此后 %s", r.Every, last, due, strings.Join(years, "、")),
		fmt.Sprintf("every %d years; %s%s; next %s", r.Every, last, due, strings.Join(years, ", "))) + under(r.Basis.Clauses) + "\n"
}

func (m *Main) submissionText(r *staffing.Report) string {
	s := r.Submission
	text := "  " + m.say(
		fmt.Sprintf("报送期限 %s:核定 %d,另有周转和市级统筹 %d,在编 %d,空编 %d;按标准应有 %d,可留机动 %d,总量尚缺 %d",
			s.Deadline, s.Approved, s.Extra, s.Used, s.Free, s.Standard, s.Reserve, s.Short),
		fmt.Sprintf("due %s: approved %d, borrowed and of the city %d, staff %d, free %d; standard %d, reserve %d, short %d",
			s.Deadline, s.Approved, s.Extra, s.Used, s.Free, s.Standard, s.Reserve, s.Short)) + under(s.Basis.Clauses) + "\n"
	t := table{head: []string{
		m.say("学校", "school"), m.say("编制", "quota"), m.say("标准", "standard"), m.say("在编", "staff"),
		m.say("建议", "proposed"), m.say("增减", "change"), m.say("富余", "surplus"),
	}, left: 1}
	for _, a := range s.Adjustment {
		if a.Change != 0 || a.Surplus > 0 {
			t.add(string(a.School), strconv.Itoa(a.Quota), strconv.Itoa(a.Standard), strconv.Itoa(a.Staff),
				strconv.Itoa(a.Proposed), signed(a.Change), blank(a.Surplus))
		}
	}
	if len(t.rows) == 0 {
		return text
	}
	return text + t.String()
}

func (m *Main) curriculumText(c policy.NationalComparison) string {
	var off []string
	for _, s := range c.Shares {
		if s.Within {
			continue
		}
		var names []string
		for _, subject := range s.Subjects {
			names = append(names, policy.SubjectName(subject).In(m.lang))
		}
		off = append(off, fmt.Sprintf("%s %s%%(%d–%d%%)", strings.Join(names, m.say("、", ", ")), decimal(s.Percent, 1), s.Least, s.Most))
	}
	text := "  " + m.say(
		fmt.Sprintf("版本 %s:九年 %d 课时,国家方案(2022年版)%d 课时", c.Version, c.Total, c.National),
		fmt.Sprintf("version %s: %d periods in nine years, %d in the national plan of 2022", c.Version, c.Total, c.National))
	if len(off) == 0 {
		return text + m.say(";各科目比例都在国家范围内", "; the shares of all subjects are within the national ranges") + "\n"
	}
	return text + m.say(";比例超出国家范围:", "; outside the national ranges: ") + strings.Join(off, m.say(";", "; ")) + "\n"
}

// basesOf collects what the numbers rest on, each parameter once, by name.
func basesOf(r *staffing.Report) []staffing.Basis {
	list := []staffing.Basis{r.Review.Basis, r.Submission.Basis}
	for _, s := range r.Stages {
		if s.Known {
			list = append(list, s.Basis)
		}
	}
	for i := range r.Schools {
		for _, c := range r.Schools[i].Standard.Components {
			list = append(list, c.Basis)
		}
	}
	slices.SortFunc(list, func(a, b staffing.Basis) int { return strings.Compare(a.Parameter, b.Parameter) })
	return slices.CompactFunc(list, func(a, b staffing.Basis) bool { return a.Parameter == b.Parameter })
}

func (m *Main) basisTable(list []staffing.Basis) string {
	t := table{head: []string{
		m.say("参数", "parameter"), m.say("条款", "clauses"), m.say("可靠程度", "evidence"), m.say("出处", "source"),
	}, left: 4}
	for _, b := range list {
		clauses := "-"
		if len(b.Clauses) > 0 {
			clauses = strings.Join(b.Clauses, ", ")
		}
		t.add(b.Parameter, clauses, word("evidence", b.Evidence).In(m.lang), b.Source)
	}
	return t.String()
}

// unknownOf lists the parameters that schools would need and the pack leaves open.
func unknownOf(r *staffing.Report) []string {
	var out []string
	for i := range r.Schools {
		out = append(out, r.Schools[i].Standard.Unknown...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
