package review

import (
	"fmt"
	"slices"
	"strings"

	"lungang/model"
)

// Condition is something that must be so before a step.
type Condition string

// The conditions.
const (
	Solved              Condition = "solved"                // the solve is over and there is a plan
	NoSimulation        Condition = "no_simulation"         // not a plan that only shows what would be, for an objection or a question why
	FourEyes            Condition = "four_eyes"             // who decides neither made nor submitted the plan
	OwnOffice           Condition = "own_office"            // who signs has the role of the office, and the pack asks for it
	OneSignatureEach    Condition = "one_signature_each"    // nobody signs for two offices, no office signs twice
	Signed              Condition = "signed"                // every office that the pack asks for agrees
	KnownFinding        Condition = "known_finding"         // the finding is there and was not acknowledged
	Watched             Condition = "watched"               // every finding of the sentinel was acknowledged
	PostedAfterApproval Condition = "posted_after_approval" // the notice is not from before the approval, nor from the future
	WithinPeriod        Condition = "within_period"         // the period of publication runs
	PeriodOver          Condition = "period_over"           // the last day of the period has passed
	NoOpenObjection     Condition = "no_open_objection"     // every objection is resolved
	OpenObjection       Condition = "open_objection"        // the objection is there and not resolved
	Simulated           Condition = "simulated"             // what the objection would change is known
	NotTheFiler         Condition = "not_the_filer"         // who resolves an objection did not file it
)

// personal reports whether the condition is about who asks.
func (c Condition) personal() bool { return c == FourEyes || c == NotTheFiler }

// asks reports whether the condition looks at what only a request can say.
func (c Condition) asks() bool {
	return slices.Contains([]Condition{OwnOffice, OneSignatureEach, KnownFinding, OpenObjection, Simulated, NotTheFiler}, c)
}

// Clauses lists the clauses that the condition rests on; empty where it is a
// choice of the product.
func (c Condition) Clauses() []string {
	return slices.Clone(map[Condition][]string{
		OwnOffice: basis[Sign], Signed: basis[Sign], PostedAfterApproval: basis[Publicise], WithinPeriod: basis[Object],
		PeriodOver: basis[Publicise], NoOpenObjection: basis[Resolve], Simulated: {"B3-60"},
	}[c])
}

// conditions answers with what is not so; the empty text says that all is well.
var conditions = map[Condition]func(*Case, *Request) model.Text{
	Solved: func(c *Case, _ *Request) model.Text {
		return unless(c.Solved, "没有得到方案,不能送审", "there is no plan to submit")
	},
	NoSimulation: func(c *Case, _ *Request) model.Text {
		return unless(!c.Simulation, "这是测算方案(异议,或“为什么”的相反情形),未被采纳,不能送审", "this plan only shows what would be (an objection, or the other case of a question why); it was not taken up")
	},
	FourEyes: func(c *Case, r *Request) model.Text {
		return unless(r.Actor != "" && r.Actor != c.Author && r.Actor != c.Submitter,
			"编制或送审方案的人不能审批同一方案", "who made or submitted a plan cannot decide about it")
	},
	OwnOffice: func(c *Case, r *Request) model.Text {
		return unless(slices.Contains(r.Roles, r.Office) && slices.Contains(c.Required, r.Office),
			"只能为本部门会签,且政策包要求该部门会签", "an office signs for itself, where the pack asks for it")
	},
	OneSignatureEach: func(c *Case, r *Request) model.Text {
		return unless(!slices.ContainsFunc(c.SignOffs, func(s SignOff) bool { return s.Office == r.Office || s.Actor == r.Actor }),
			"每个部门会签一次,一人不能代表两个部门", "every office signs once, and nobody signs for two")
	},
	Signed: func(c *Case, _ *Request) model.Text {
		var zh, en []string
		for _, o := range c.Required {
			if !slices.ContainsFunc(c.SignOffs, func(s SignOff) bool { return s.Office == o && s.Agrees }) {
				zh, en = append(zh, o.Title().ZH), append(en, string(o))
			}
		}
		return unless(len(zh) == 0, "尚未同意会签:"+strings.Join(zh, "、"), "these offices have not agreed: "+strings.Join(en, ", "))
	},
	KnownFinding: func(c *Case, r *Request) model.Text {
		there := slices.ContainsFunc(c.Findings, func(f Finding) bool { return f.Key() == r.Finding })
		return unless(there && !slices.Contains(c.Known, r.Finding), "没有这条提醒,或已确认", "there is no such finding, or it was acknowledged")
	},
	Watched: func(c *Case, _ *Request) model.Text {
		n := len(Unacknowledged(c.Findings, c.Known))
		return unless(n == 0, fmt.Sprintf("还有 %d 条提醒未确认", n), fmt.Sprintf("%d findings of the sentinel are not acknowledged", n))
	},
	PostedAfterApproval: func(c *Case, r *Request) model.Text {
		return unless(!r.Posted.Before(c.ApprovedOn) && !r.Posted.After(r.Today),
			"公示日期不能早于批准日,也不能晚于今天", "a notice is not put up before the approval, nor in the future")
	},
	WithinPeriod: func(c *Case, r *Request) model.Text {
		return unless(c.Period != nil && c.Period.runs(r.Today), "不在公示期内,异议已截止", "the period of publication does not run; it is too late to object"+ends(c))
	},
	PeriodOver: func(c *Case, r *Request) model.Text {
		return unless(c.Period != nil && r.Today.After(c.Period.Ends),
			"公示期未满,不能定稿或生效"+ends(c), "the period of publication is not over"+ends(c))
	},
	NoOpenObjection: func(c *Case, _ *Request) model.Text {
		return unless(c.Open == 0, fmt.Sprintf("还有 %d 项异议未处理", c.Open), fmt.Sprintf("%d objections are not resolved", c.Open))
	},
	OpenObjection: func(_ *Case, r *Request) model.Text {
		return unless(r.Objection != nil && r.Objection.Open, "这项异议已处理", "the objection is resolved already")
	},
	Simulated: func(_ *Case, r *Request) model.Text {
		return unless(r.Objection != nil && r.Objection.Simulated, "须先测算这项异议的影响", "first see what the objection would change")
	},
	NotTheFiler: func(_ *Case, r *Request) model.Text {
		return unless(r.Objection != nil && r.Objection.Filer != r.Actor, "登记异议的人不能处理这项异议", "who filed an objection cannot resolve it")
	},
}

func unless(ok bool, zh, en string) model.Text {
	if ok {
		return model.Text{}
	}
	return model.Text{ZH: zh, EN: en}
}

func ends(c *Case) string {
	if c.Period == nil {
		return ""
	}
	return " (" + c.Period.Ends.String() + ")"
}
