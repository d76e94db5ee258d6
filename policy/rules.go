package policy

import (
	"slices"

	"lungang/model"
)

// Rule is a hard rule of docs/model.md: what it is called, which parameters
// carry it, and which clauses stand behind it when no parameter does.
type Rule struct {
	ID         string
	Title      model.Text
	Hard       bool
	Parameters []string // keys that carry it; the first decides whether it may give way
	Statutes   []Statute
}

// Statute is a law or general rule behind a hard rule, outside the packs.
type Statute struct {
	ID    string     // stable, as clause ids are
	Title model.Text // what it says, shortly
}

// Relaxable reports whether the rule may give way under the rules in force: its
// first parameter is marked relaxable in the pack. A rule without a parameter
// never gives way.
func (r Rule) Relaxable(rules *Rules) bool {
	if len(r.Parameters) == 0 {
		return false
	}
	p, ok := rules.Parameter(r.Parameters[0])
	return ok && p.Relaxable && slices.Contains(relaxableRules, r.ID)
}

// relaxableRules are the rules for which docs/model.md knows a slack.
var relaxableRules = []string{"rotation_floor", "backbone_floor", "graduating", "headcount", "post_caps", "outflow", "principals"}

// Clauses returns the clause ids of the rule under the rules in force: those of
// its parameters in their order, then its statutes; none twice.
func (r Rule) Clauses(rules *Rules) []string {
	var out []string
	add := func(id string) {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	for _, name := range r.Parameters {
		p, _ := rules.Parameter(name)
		for _, c := range p.Clauses {
			add(c)
		}
	}
	for _, s := range r.Statutes {
		add(s.ID)
	}
	return out
}

// The statutes that rules rest on beside the packs.
var (
	licenceStatute = Statute{ID: "教师资格条例-5", Title: model.Text{
		ZH: "取得教师资格的公民,可以在本级及其以下等级的各类学校任教", EN: "a licence allows teaching at its own stage and below",
	}}
	avoidanceStatute = Statute{ID: "事业单位人事管理回避规定", Title: model.Text{
		ZH: "有亲属关系的人员不得在同一单位有直接上下级关系", EN: "relatives do not work one below the other",
	}}
	budgetStatute = Statute{ID: "预算法-13", Title: model.Text{
		ZH: "各部门、各单位的支出必须以经批准的预算为依据,未列入预算的不得支出", EN: "nothing is spent that the approved budget does not provide for",
	}}
	curriculumStatute = Statute{ID: "义务教育课程方案-2022", Title: model.Text{
		ZH: "按课程方案开齐开足课程", EN: "every subject of the curriculum is taught in full",
	}}
)

func hard(id, zh, en string, parameters ...string) Rule {
	return Rule{ID: id, Title: model.Text{ZH: zh, EN: en}, Hard: true, Parameters: parameters}
}

func (r Rule) under(s ...Statute) Rule {
	r.Statutes = s
	return r
}

// HardRules lists every hard rule, in the order of docs/model.md.
var HardRules = []Rule{
	hard("one_place", "一人一岗", "One place", ExchangeAgeMaxMale.Name, ExchangeAgeMaxFemale.Name, ExchangeMinYears.Name),
	hard("qualified", "资格与学科相符", "Qualified", RouteSecondary.Name).under(licenceStatute),
	hard("exempt", "免于交流与人工指定", "Exempt and pinned", ExchangeExemptions.Name),
	hard("route", "交流方向", "Routes", RouteAllowed.Name, RouteStrength.Name, RouteWithin.Name),
	hard("travel", "单程时间", "Travel", TravelLimit.Name, HousingBeds.Name, HousingReach.Name, HousingKm.Name),
	hard("no_return", "限期内不回原校", "No return", ExchangeNoReturnYears.Name),
	hard("rotation_floor", "交流比例", "Rotation floor", ExchangeRatio.Name, ExchangeRatioMode.Name,
		ExchangeRatioTolerance.Name, ExchangeRatioCeiling.Name, ExchangeFloorScope.Name),
	hard("backbone_floor", "骨干教师交流比例", "Backbone floor", ExchangeBackboneRatio.Name, ExchangeBackboneDenom.Name,
		ExchangeBackboneLevels.Name, ExchangeFloorScope.Name),
	hard("graduating", "毕业班教师", "Graduating classes", GraduatingShare.Name, GraduatingMode.Name),
	hard("headcount", "编制", "Headcount", HeadcountFloored.Name),
	hard("post_caps", "岗位职数", "Post caps", PostsEnforced.Name, PostsRuralOnly.Name),
	hard("outflow", "学校流出上限", "Outflow", OutflowShare.Name),
	hard("title_scope", "定向职称", "Title scope", TitleRuralStays.Name),
	hard("service_duty", "服务期", "Service duty", ServiceTerms.Name),
	hard("principals", "校长交流", "Principals", PrincipalRatio.Name, PrincipalTerms.Name, PrincipalTermYears.Name,
		PrincipalRoutes.Name, PrincipalYoungShare.Name, PrincipalYoungAge.Name),
	hard("couples", "夫妻双教师", "Couples", CouplesLimit.Name),
	hard("kin", "亲属回避", "Kin", KinAvoid.Name).under(avoidanceStatute),
	hard("visits", "走教", "Visits", VisitRoutes.Name, VisitSubjects.Name, VisitMaxSchools.Name,
		VisitMaxHalfDays.Name, VisitLimit.Name, VisitWithin.Name),
	hard("part_time", "兼课", "Part-time", PartTimeEnabled.Name, PartTimeMax.Name),
	hard("remote", "专递课堂", "Remote lessons", RemoteSubjects.Name, RemoteRoutes.Name, RemoteWithin.Name, RemoteRoomHalfDays.Name),
	hard("budget", "经费预算", "Budget", BudgetYuan.Name, AllowanceTownship.Name, AllowanceLiving.Name, AllowanceTalent.Name,
		AllowanceVisit.Name, AllowanceMonths.Name).under(budgetStatute),
	hard("coverage", "开齐开足课程", "Coverage", DemandCurriculum.Name, DemandLoads.Name,
		DemandHalfDays.Name, DemandRemainder.Name, DemandHeadRelief.Name, DemandManagerRelief.Name,
		DemandPointMultigrade.Name, DemandPointGeneralist.Name, DemandPointPupils.Name,
		DemandRoomPupils.Name, DemandRoomGrades.Name).under(curriculumStatute),
}

// RuleByID returns a hard rule; false when there is none of that id.
func RuleByID(id string) (Rule, bool) {
	i := slices.IndexFunc(HardRules, func(r Rule) bool { return r.ID == id })
	if i < 0 {
		return Rule{}, false
	}
	return HardRules[i], true
}

// Tier is an objective of docs/model.md.
type Tier struct {
	ID    string
	Title model.Text
	Unit  model.Text
}

// tierTexts by id.
var tierTexts = map[string]Tier{
	"relax":      {Title: model.Text{ZH: "规则让步", EN: "Relaxations"}, Unit: model.Text{ZH: "规则单位", EN: "rule units"}},
	"vacancy":    {Title: model.Text{ZH: "岗位空缺", EN: "Vacancies"}, Unit: model.Text{ZH: "加权岗位", EN: "weighted posts"}},
	"coverage":   {Title: model.Text{ZH: "无人任教的半天", EN: "Uncovered half-days"}, Unit: model.Text{ZH: "加权半天", EN: "weighted half-days"}},
	"balance":    {Title: model.Text{ZH: "优质均衡缺口", EN: "Balance"}, Unit: model.Text{ZH: "人", EN: "teachers"}},
	"compulsion": {Title: model.Text{ZH: "非自愿交流", EN: "Compulsion"}, Unit: model.Text{ZH: "人", EN: "teachers"}},
	"preference": {Title: model.Text{ZH: "志愿顺位", EN: "Preferences"}, Unit: model.Text{ZH: "位次", EN: "ranks"}},
	"travel":     {Title: model.Text{ZH: "路程", EN: "Travel"}, Unit: model.Text{ZH: "分钟", EN: "minutes"}},
	"economy":    {Title: model.Text{ZH: "节约", EN: "Economy"}, Unit: model.Text{ZH: "分", EN: "points"}},
	"lottery":    {Title: model.Text{ZH: "抽签", EN: "Lottery"}, Unit: model.Text{ZH: "签号", EN: "lots"}},
}

// TierInfo returns the objectives in the default order.
func TierInfo() []Tier {
	out := make([]Tier, 0, len(Tiers))
	for _, id := range Tiers {
		t := tierTexts[id]
		t.ID = id
		out = append(out, t)
	}
	return out
}

// TierByID returns an objective; false when there is none of that id.
func TierByID(id string) (Tier, bool) {
	t, ok := tierTexts[id]
	t.ID = id
	return t, ok
}
