package policy

import "lungang/model"

// Counts says how much there is of what in a district and in a plan for it.
type Counts struct {
	Schools   int `json:"schools" doc:"schools"`
	Teachers  int `json:"teachers" doc:"teachers"`
	Must      int `json:"must" doc:"teachers who should rotate"`
	May       int `json:"may" doc:"teachers who may"`
	Exempt    int `json:"exempt" doc:"teachers who are exempt"`
	NotDue    int `json:"notDue" doc:"teachers who are not due"`
	Moves     int `json:"moves" doc:"moves"`
	Voluntary int `json:"voluntary" doc:"of the moves: voluntary"`
	Backbone  int `json:"backbone" doc:"of the moves: backbone teachers"`
	Visits    int `json:"visits" doc:"visits"`
	PartTime  int `json:"partTime" doc:"part-time lines"`
	Remote    int `json:"remote" doc:"remote lessons"`
	Vacancies int `json:"vacantPosts" doc:"posts that stay short"`
	Uncovered int `json:"uncoveredHalfDays" doc:"half-days that nobody teaches"`
}

// Counts counts the district's schools and verdicts, and what the plan has.
func (f *Facts) Counts(p *model.Plan) Counts {
	c := Counts{
		Schools: len(f.Schools), Teachers: len(f.Teachers),
		Moves: len(p.Moves), Visits: len(p.Visits), PartTime: len(p.PartTime), Remote: len(p.Remote),
	}
	for i := range f.Teachers {
		switch f.Teachers[i].Verdict.Kind {
		case model.Must:
			c.Must++
		case model.May:
			c.May++
		case model.Exempt:
			c.Exempt++
		case model.NotDue:
			c.NotDue++
		}
	}
	for i := range p.Moves {
		if p.Moves[i].Voluntary {
			c.Voluntary++
		}
		if p.Moves[i].IsBackbone {
			c.Backbone++
		}
	}
	for _, v := range p.Vacancies {
		c.Vacancies += v.Posts
	}
	for _, u := range p.Uncovered {
		c.Uncovered += u.HalfDays
	}
	return c
}
