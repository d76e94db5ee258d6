package staffing

import (
	"math/big"

	"lungang/model"
	"lungang/policy"
)

// channels are the hires of a year by channel.
type channels struct {
	special, funded map[line]int
	students        map[line]int // student-teachers, who hold no post
}

// channelsOf shares hires out to the channels. Special posts (特岗) are for
// compulsory education only, and come first; then funded graduates; what is left
// is open recruitment. A channel without a share is not used; a cap limits it.
// Student-teachers stand in for what stays short, up to their cap.
func channelsOf(r *policy.Rules, hires, short map[line]int) channels {
	total := sumOf(hires)
	compulsory := map[line]int{}
	for at, n := range hires {
		if isCompulsory(at) {
			compulsory[at] = n
		}
	}
	special := policy.Apportion(
		min(channelTotal(r, total, policy.RecruitSpecial, policy.RecruitSpecialMax), sumOf(compulsory)), compulsory, 0)
	rest := map[line]int{}
	for at, n := range hires {
		rest[at] = n - special[at]
	}
	funded := policy.Apportion(min(channelTotal(r, total, policy.RecruitFunded, policy.RecruitFundedMax), sumOf(rest)), rest, 0)
	most, _ := policy.RecruitStudents.Maybe(r)
	return channels{special, funded, policy.Apportion(min(most, sumOf(short)), short, 0)}
}

// channelTotal returns the share of the hires, rounded half up, under the cap.
func channelTotal(r *policy.Rules, hires int, share policy.Key[float64], most policy.Key[int]) int {
	percent, ok := share.Maybe(r)
	if !ok {
		return 0
	}
	q := policy.Decimal(percent)
	n := policy.RoundHalfUp(q.Mul(q, big.NewRat(int64(hires), 100)))
	if limit, ok := most.Maybe(r); ok {
		n = min(n, limit)
	}
	return n
}

func isCompulsory(at line) bool {
	stage, _ := at.parts()
	return stage == model.Primary || stage == model.Junior
}

func sumOf(m map[line]int) int {
	sum := 0
	for _, n := range m {
		sum += n
	}
	return sum
}

// Gender is how open posts of one subject are split between men and women
// (B1-42: 按男女1:1的比例设岗). An odd post is open to both.
type Gender struct {
	Men    int `json:"men"`
	Women  int `json:"women"`
	Either int `json:"either"`
}

func genderOf(posts int) *Gender { return &Gender{Men: posts / 2, Women: posts / 2, Either: posts % 2} }

// Warning is a legal warning that goes with a number.
type Warning struct {
	Parameter string     `json:"parameter"`
	Text      model.Text `json:"text"`
	Statute   string     `json:"statute"`
	Clauses   []string   `json:"clauses"` // of the document that asks for it all the same
}

// GenderWarning warns against posts that are split by sex. It is shown wherever
// the split is on.
func GenderWarning(r *policy.Rules) Warning {
	return Warning{
		Parameter: policy.RecruitGenderSplit.Name,
		Text: model.Text{
			ZH: "按性别设岗有法律风险:《妇女权益保障法》第四十三条规定,用人单位招录(聘)时,除国家另有规定外,不得限定为男性或者规定男性优先,不得以性别为由拒绝录(聘)用妇女或者差别化提高录(聘)用标准。发布招聘公告前须经法制审核。",
			EN: "Splitting posts by sex is legally risky: the Law on the Protection of Women's Rights and Interests, article 43, forbids employers, unless the state provides otherwise, to limit a post to men, to prefer men, to refuse women or to ask more of them because of their sex. Have it reviewed by lawyers before the posts are announced.",
		},
		Statute: "妇女权益保障法-43",
		Clauses: clausesHere(r, "B1-42"),
	}
}
