package main

import (
	"lungang/model"
	"lungang/policy"
)

// schoolStory is what a plan changes at a school, as data.
type schoolStory struct {
	Kind       string               `json:"kind"` // school
	ID         model.SchoolID       `json:"id"`
	Name       string               `json:"name"`
	Locale     model.Locale         `json:"locale"`
	Strength   model.Strength       `json:"strength"`
	Quota      int                  `json:"quota"`
	Staff      change               `json:"staff"` // against the quota
	Lines      []lineStory          `json:"lines"`
	Arrivals   []model.Move         `json:"arrivals"`
	Leavers    []model.Move         `json:"leavers"`
	VisitsIn   []model.Visit        `json:"visitsIn"`
	VisitsOut  []model.Visit        `json:"visitsOut"`
	PartTime   []model.PartTime     `json:"partTime"`
	Remote     []model.RemoteLesson `json:"remote"` // received and sent
	Indicators []schoolIndicator    `json:"indicators"`

	Justifications []model.Justification `json:"justifications"`
	Clauses        []clause              `json:"clauses"`
	Unverified     []policy.Basis        `json:"unverified"` // parameters behind the reasons that nobody has held against an official text
}

// change is a number before and after the plan.
type change struct {
	Before int `json:"before"`
	After  int `json:"after"`
}

// lineStory is one subject of the school before and after.
type lineStory struct {
	Line      model.Line `json:"line"`
	Posts     int        `json:"posts"`    // needed
	HalfDays  int        `json:"halfDays"` // needed beyond the posts
	Heads     change     `json:"heads"`
	Served    int        `json:"served"`    // half-days by visitors, part-time and remote lessons
	Vacant    change     `json:"vacant"`    // posts
	Uncovered int        `json:"uncovered"` // half-days after the plan
}

type schoolIndicator struct {
	ID     string                `json:"id"`
	Stage  model.Stage           `json:"stage"`
	Least  float64               `json:"threshold"`
	Before *model.IndicatorValue `json:"before"` // null: not judged
	After  *model.IndicatorValue `json:"after"`
}

func schoolStoryOf(f *policy.Facts, p *model.Plan, s *policy.SchoolFacts) *schoolStory {
	out := &schoolStory{
		Kind: "school", ID: s.ID, Name: s.Name, Locale: s.Locale, Strength: s.Strength,
		Quota: s.Quota, Staff: change{s.Staff, s.Staff},
		Lines: []lineStory{}, Arrivals: []model.Move{}, Leavers: []model.Move{},
		VisitsIn: []model.Visit{}, VisitsOut: []model.Visit{}, PartTime: []model.PartTime{}, Remote: []model.RemoteLesson{},
		Indicators: []schoolIndicator{}, Justifications: []model.Justification{},
	}
	for i := range p.Moves {
		v := &p.Moves[i]
		if v.To.School == s.ID {
			out.Arrivals = append(out.Arrivals, *v)
			out.Staff.After++
		}
		if v.From.School == s.ID {
			out.Leavers = append(out.Leavers, *v)
			out.Staff.After--
		}
	}
	for _, v := range p.Visits {
		if v.To.School == s.ID {
			out.VisitsIn = append(out.VisitsIn, v)
		}
		if v.From.School == s.ID {
			out.VisitsOut = append(out.VisitsOut, v)
		}
	}
	for _, v := range p.PartTime {
		if v.To.School == s.ID {
			out.PartTime = append(out.PartTime, v)
		}
	}
	for _, v := range p.Remote {
		if v.To.School == s.ID || v.From == s.ID {
			out.Remote = append(out.Remote, v)
		}
	}
	for i := range f.Lines {
		if f.Lines[i].School == s.Index {
			out.Lines = append(out.Lines, out.line(f, p, &f.Lines[i]))
		}
	}
	out.indicators(p)
	out.justify(f, p)
	return out
}

func (s *schoolStory) line(f *policy.Facts, p *model.Plan, l *policy.LineFacts) lineStory {
	out := lineStory{
		Line: l.Line, Posts: l.Posts, HalfDays: l.HalfDays,
		Heads: change{l.Heads, l.Heads}, Vacant: change{Before: max(0, l.Posts-l.Heads)},
	}
	for i := range s.Arrivals {
		if t := f.Teacher(s.Arrivals[i].Teacher); t != nil && t.Teaches && s.Arrivals[i].To == l.Line {
			out.Heads.After++
		}
	}
	for i := range s.Leavers {
		if t := f.Teacher(s.Leavers[i].Teacher); t != nil && t.Teaches && s.Leavers[i].From == l.Line {
			out.Heads.After--
		}
	}
	for _, v := range s.VisitsIn {
		if v.To == l.Line {
			out.Served += v.HalfDays
		}
	}
	for _, v := range s.PartTime {
		if v.To == l.Line {
			out.Served += v.HalfDays
		}
	}
	for _, v := range s.Remote {
		if v.To == l.Line {
			out.Served += v.HalfDays
		}
	}
	for _, v := range p.Vacancies {
		if v.Line == l.Line {
			out.Vacant.After = v.Posts
		}
	}
	for _, v := range p.Uncovered {
		if v.Line == l.Line {
			out.Uncovered = v.HalfDays
		}
	}
	return out
}

func (s *schoolStory) indicators(p *model.Plan) {
	find := func(list []model.IndicatorSet, i int, want *model.IndicatorSet) *model.IndicatorValue {
		if i >= len(list) || list[i].ID != want.ID || list[i].Stage != want.Stage {
			return nil
		}
		for k := range list[i].Schools {
			if list[i].Schools[k].School == s.ID {
				return &list[i].Schools[k]
			}
		}
		return nil
	}
	for i := range p.Indicators.Before {
		set := &p.Indicators.Before[i]
		v := schoolIndicator{
			ID: set.ID, Stage: set.Stage, Least: set.Threshold,
			Before: find(p.Indicators.Before, i, set), After: find(p.Indicators.After, i, set),
		}
		if v.Before != nil || v.After != nil {
			s.Indicators = append(s.Indicators, v)
		}
	}
}

// justify keeps the reasons of arrivals, leavers, visitors and gaps.
func (s *schoolStory) justify(f *policy.Facts, p *model.Plan) {
	subjects := map[string]bool{}
	for i := range s.Arrivals {
		subjects["move:"+string(s.Arrivals[i].Teacher)] = true
	}
	for i := range s.Leavers {
		subjects["move:"+string(s.Leavers[i].Teacher)] = true
	}
	for _, v := range s.VisitsIn {
		subjects["visit:"+string(v.Teacher)+":"+string(s.ID)] = true
	}
	for _, v := range s.Remote {
		subjects["remote:"+string(v.From)+":"+v.To.String()] = true
	}
	for i := range s.Lines {
		subjects["vacancy:"+s.Lines[i].Line.String()] = true
		subjects["uncovered:"+s.Lines[i].Line.String()] = true
	}
	var ids []string
	for _, j := range p.Justifications {
		if subjects[j.Subject] {
			s.Justifications = append(s.Justifications, j)
			ids = append(ids, j.Clauses...)
		}
	}
	s.Clauses = clausesOf(f.Rules, ids)
	s.Unverified = doubtsOf(f.Rules, s.Justifications)
}
