package review

import "lungang/model"

// State is what the bureau decided about a plan.
type State string

// The states.
const (
	Draft      State = "DRAFT"
	InReview   State = "IN_REVIEW"
	Approved   State = "APPROVED"
	Publicised State = "PUBLICISED" // 公示
	Objection  State = "OBJECTION"  // publicised, and somebody objected
	Final      State = "FINAL"
	Effective  State = "EFFECTIVE"
	Withdrawn  State = "WITHDRAWN"
	Superseded State = "SUPERSEDED" // another plan took its place
)

// Title names the state for people.
func (s State) Title() model.Text {
	return map[State]model.Text{
		Draft: {ZH: "草案", EN: "draft"}, InReview: {ZH: "审核中", EN: "in review"}, Approved: {ZH: "已批准", EN: "approved"},
		Publicised: {ZH: "公示中", EN: "publicised"}, Objection: {ZH: "有异议", EN: "under objection"}, Final: {ZH: "已定稿", EN: "final"},
		Effective: {ZH: "已生效", EN: "effective"}, Withdrawn: {ZH: "已撤回", EN: "withdrawn"}, Superseded: {ZH: "已被替代", EN: "superseded"},
	}[s]
}

// Action is what somebody does to a plan.
type Action string

// The actions.
const (
	Submit      Action = "submit"      // 送审
	Return      Action = "return"      // 退回
	Sign        Action = "sign"        // 会签
	Approve     Action = "approve"     // 批准
	Acknowledge Action = "acknowledge" // 确认哨兵提醒
	Publicise   Action = "publicise"   // 公示
	Object      Action = "object"      // 提出异议
	Simulate    Action = "simulate"    // 测算异议影响
	Resolve     Action = "resolve"     // 处理异议
	Supersede   Action = "supersede"   // 由新方案替代
	Close       Action = "close"       // 定稿
	Effect      Action = "effect"      // 生效
	Withdraw    Action = "withdraw"    // 撤回
)

// Title names the action for people.
func (a Action) Title() model.Text {
	return map[Action]model.Text{
		Submit: {ZH: "送审", EN: "submit"}, Return: {ZH: "退回", EN: "return"}, Sign: {ZH: "会签", EN: "sign off"}, Approve: {ZH: "批准", EN: "approve"},
		Acknowledge: {ZH: "确认提醒", EN: "acknowledge a finding"}, Publicise: {ZH: "公示", EN: "publicise"}, Object: {ZH: "提出异议", EN: "object"},
		Simulate: {ZH: "测算异议影响", EN: "simulate an objection"}, Resolve: {ZH: "处理异议", EN: "resolve an objection"},
		Supersede: {ZH: "由新方案替代", EN: "supersede"}, Close: {ZH: "定稿", EN: "close"}, Effect: {ZH: "生效", EN: "put into effect"}, Withdraw: {ZH: "撤回", EN: "withdraw"},
	}[a]
}

// Role is what somebody does in a bureau, in the words of the HTTP interface.
type Role string

// The roles that the table knows.
const (
	Planner   Role = "planner"
	Reviewer  Role = "reviewer"
	Approver  Role = "approver"
	Education Role = "education" // signs for the education department
	Staffing  Role = "staffing"  // signs for the office of staffing quotas (编办)
	Personnel Role = "personnel" // signs for human resources (人社)
	Finance   Role = "finance"   // signs for the finance department
	Operator  Role = "operator"  // runs the machine and decides nothing
)

// Title names the role for people.
func (r Role) Title() model.Text {
	return map[Role]model.Text{
		Planner: {ZH: "编制人", EN: "planner"}, Reviewer: {ZH: "审核人", EN: "reviewer"}, Approver: {ZH: "批准人", EN: "approver"},
		Education: {ZH: "教育行政部门", EN: "education department"}, Staffing: {ZH: "机构编制部门", EN: "staffing office"},
		Personnel: {ZH: "人社部门", EN: "human resources"}, Finance: {ZH: "财政部门", EN: "finance department"}, Operator: {ZH: "运维人员", EN: "technical operator"},
	}[r]
}

// Offices lists the roles that sign off.
func Offices() []Role { return []Role{Education, Staffing, Personnel, Finance} }
