package check

import (
	"slices"

	"lungang/model"
	"lungang/policy"
)

// ruleRemote: which lessons may be sent from where to where (专递课堂), and how
// much the rooms and the teachers of the sending line carry.
var ruleRemote = Rule{
	ID:    "remote",
	check: checkRemote,
}

// mostSent is far above what all rooms of a school carry; a larger number is a
// violation anyhow and counts as this much, so that sums stay small.
const mostSent = 10_000

// sent returns the half-days of a remote lesson as they count.
func sent(halfDays int) int { return max(0, min(halfDays, mostSent)) }

// subject names remote lessons: the sending school and the line served.
func (r remote) subject() string { return string(r.from.ID) + ":" + r.line.String() }

func checkRemote(s *situation) []finding {
	var found []finding
	out, in, lines := make([]int, len(s.f.Schools)), make([]int, len(s.f.Schools)), map[model.Line]int{}
	for _, r := range s.remote {
		found = append(found, remoteFaults(s, r)...)
		out[r.from.Index] += sent(r.halfDays)
		in[r.to.Index] += sent(r.halfDays)
		lines[model.Line{School: r.from.ID, Stage: r.line.Stage, Subject: r.line.Subject}] += sent(r.halfDays)
	}
	room := policy.RemoteRoomHalfDays.Of(s.r)
	for i := range s.f.Schools {
		school := &s.f.Schools[i]
		if most := school.BroadcastRooms * room; out[i] > most {
			found = append(found, finding{
				subject: string(school.ID), pointer: "/remote",
				message: say("%[1]v每周主播专递课堂%[2]d个半天,主播教室只能承担%[3]d个。", "%[1]v sends %[2]d half-days of remote lessons, its broadcast rooms carry %[3]d.", school, out[i], most),
				facts:   []model.Fact{fact("halfDays", out[i]), fact("rooms", school.BroadcastRooms), fact("limit", most)},
			})
		}
		if most := school.ListeningRooms * room; in[i] > most {
			found = append(found, finding{
				subject: string(school.ID), pointer: "/remote",
				message: say("%[1]v每周接收专递课堂%[2]d个半天,听课教室只能承担%[3]d个。", "%[1]v receives %[2]d half-days of remote lessons, its listening rooms carry %[3]d.", school, in[i], most),
				facts:   []model.Fact{fact("halfDays", in[i]), fact("rooms", school.ListeningRooms), fact("limit", most)},
			})
		}
	}
	return append(found, sendingFaults(s, lines)...)
}

// sendingFaults finds lines that send more than their heads teach.
func sendingFaults(s *situation, lines map[model.Line]int) []finding {
	var found []finding
	order := make([]model.Line, 0, len(lines))
	for line := range lines {
		order = append(order, line)
	}
	slices.SortFunc(order, model.Line.Compare)
	for _, line := range order {
		heads := 0
		if l := s.f.Line(line); l != nil {
			heads = s.heads[l.Index]
		}
		if most := s.f.HalfDays * max(0, heads); lines[line] > most {
			found = append(found, finding{
				subject: line.String(), pointer: "/remote",
				message: say("%[1]v每周主播专递课堂%[2]d个半天,该学科方案后%[3]d名教师只上%[4]d个半天的课。",
					"%[1]v sends %[2]d half-days of remote lessons; its %[3]d teachers after the plan teach %[4]d.", s.named(line), lines[line], heads, most),
				facts: []model.Fact{fact("halfDays", lines[line]), fact("headsAfter", heads), fact("limit", most)},
			})
		}
	}
	return found
}

// remoteFaults looks at one pair of a school and a line on its own.
func remoteFaults(s *situation, r remote) []finding {
	var found []finding
	add := func(message model.Text, facts ...model.Fact) {
		found = append(found, finding{
			subject: r.subject(), pointer: pointerTo("remote", r.at), message: message,
			facts: append([]model.Fact{fact("from", r.from), fact("to", r.line)}, facts...),
		})
	}
	if !slices.Contains(policy.RemoteSubjects.Of(s.r), string(r.line.Subject)) {
		add(say("%[1]s不在专递课堂学科之列(%[2]v至%[3]v)。", "No remote lessons are open in %[1]s (%[2]v to %[3]v).", r.line.Subject, r.from, s.named(r.line)),
			fact("subject", r.line.Subject))
	}
	if r.from.Index == r.to.Index {
		add(say("%[1]v不能给本校开专递课堂。", "%[1]v cannot send remote lessons to itself.", r.from))
	}
	for _, school := range []*policy.SchoolFacts{r.from, r.to} {
		if !isPublic(school) {
			add(say("专递课堂涉及民办学校%[1]v。", "Remote lessons touch the private school %[1]v.", school))
		}
	}
	routes := policy.RemoteRoutes.Of(s.r)
	fromCentre := r.to.Centre != "" && r.to.Centre == r.from.ID && hasPair(routes, "centre", "point")
	if !hasPair(routes, r.from.Locale, r.to.Locale) && !fromCentre {
		add(say("由%[1]v(%[3]s)到%[2]v(%[4]s)的专递课堂不在允许的方向之内。", "Remote lessons from %[1]v (%[3]s) to %[2]v (%[4]s) follow no open route.",
			r.from, r.to, word(localeWords, r.from.Locale), word(localeWords, r.to.Locale)),
			fact("locales", string(r.from.Locale)+">"+string(r.to.Locale)))
	}
	if limit := policy.RemoteWithin.Of(s.r); !within(limit, r.from, r.to) {
		add(say("由%[1]v到%[2]v的专递课堂超出%[3]s范围。", "Remote lessons from %[1]v to %[2]v leave the %[3]s.", r.from, r.to, withinWord(limit)), fact("within", limit))
	}
	if !inDemand(r.facts) {
		add(say("%[1]v没有课时需要。", "Nothing is needed at %[1]v.", s.named(r.line)))
	}
	if r.halfDays < 1 {
		add(say("由%[1]v到%[2]v的专递课堂半天数%[3]d小于1。", "The %[3]d half-days of remote lessons from %[1]v to %[2]v are fewer than 1.", r.from, s.named(r.line), r.halfDays),
			fact("halfDays", r.halfDays))
	}
	return found
}
