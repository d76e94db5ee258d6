package audit

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"lungang/audit/verifier"
	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
)

// Remake makes the programs of a problem anew, to be held against those of a
// bundle. values are those of the plan's tiers.
type Remake func(ctx context.Context, problem *model.Problem, values []int64) ([]Program, error)

// bundleCheck is one verification under way.
type bundleCheck struct {
	*BundleReport
	*opened

	trusted []string // public keys; empty: whichever the bundle has

	problem *model.Problem
	plan    *model.Plan
	facts   *policy.Facts
}

// VerifyBundle says line by line what of a bundle holds: every hash, the plan by
// the independent checker, every certified tier in exact arithmetic, the log by
// its proofs. It needs neither database nor solver. remake may be nil: then
// nothing is said about whether the programs are those of the problem. With
// public keys, a log must be signed by one of them; without, whose key it is is
// for the reader to see. The error is that of the context.
func VerifyBundle(ctx context.Context, file []byte, remake Remake, trusted ...string) (*BundleReport, error) {
	b := &bundleCheck{BundleReport: &BundleReport{OK: true, Lines: []Line{}}, trusted: trusted}
	if b.opened = unpack(file, b.BundleReport); b.opened == nil {
		return b.BundleReport, nil
	}
	if b.documents() {
		b.rules()
		b.programs(ctx, remake)
		b.tiers()
	}
	b.log()
	return b.BundleReport, ctx.Err()
}

// documents reads problem, plan and pack.
func (b *bundleCheck) documents() bool {
	var err error
	b.problem, err = model.DecodeProblem(bytes.NewReader(b.content[memberProblem]))
	if err == nil {
		b.facts, err = policy.Derive(b.problem)
	}
	if !b.verified(err, memberProblem, "问题文件合格", "the problem is valid") {
		return false
	}
	b.plan, err = model.DecodePlan(bytes.NewReader(b.content[memberPlan]))
	switch {
	case err != nil:
	case !b.plan.SealIntact():
		err = errors.New("the plan does not fit its seal")
	case b.plan.ProblemHash != b.facts.ProblemHash() || b.manifest.ProblemHash != b.plan.ProblemHash || b.manifest.PlanHash != b.plan.Hash:
		err = errors.New("the plan is of another problem, or not the one of the manifest")
	}
	if !b.verified(err, memberPlan, "方案封印完好,属于这个问题", "the plan's seal is intact, and it is of this problem") {
		return false
	}
	pack, err := packOf(b.facts)
	if err == nil && !bytes.Equal(pack, b.content[memberPack]) {
		err = errors.New("it is not the pack in force by the problem")
	}
	b.verified(err, memberPack, "政策包及条款就是问题所用的", "pack and clauses are those of the problem")
	zh, en := readmes(b.plan, b.manifest.Version)
	for name, want := range map[string][]byte{memberReadmeZH: zh, memberReadmeEN: en} {
		if text, there := b.content[name]; !there || !bytes.Equal(text, want) {
			b.say(Failed, name, "说明文字与方案不符", "its words are not those of this plan")
		}
	}
	return true
}

// rules has the independent checker look at the plan.
func (b *bundleCheck) rules() {
	report := check.Plan(b.facts, b.plan)
	broken := map[string]string{}
	for _, v := range report.Violations {
		if broken[v.Rule] == "" {
			broken[v.Rule] = v.Pointer + " " + v.Message.EN
		}
	}
	for _, r := range policy.HardRules {
		if broken[r.ID] == "" {
			b.say(Verified, "rule "+r.ID, "规则“"+r.Title.ZH+"”得到遵守", "the rule holds: "+r.Title.EN)
		}
	}
	for _, v := range report.Violations {
		b.say(Failed, "rule "+v.Rule, v.Pointer+" "+v.Message.ZH, v.Pointer+" "+v.Message.EN)
	}
	for k, t := range report.Tiers {
		if k < len(b.plan.Tiers) && b.plan.Tiers[k].ID == t.ID && b.plan.Tiers[k].Value == t.Value {
			b.say(Verified, "tier "+t.ID, fmt.Sprintf("取值 %d,独立重算相符", t.Value), fmt.Sprintf("value %d, counted again from the decisions", t.Value))
		} else {
			b.say(Failed, "tier "+t.ID, "取值与独立重算不符", "the value is not what the decisions give")
		}
	}
}

// programs holds the programs against those that the problem gives.
func (b *bundleCheck) programs(ctx context.Context, remake Remake) {
	const what = "programs"
	if remake == nil {
		b.say(Unproved, what, "未核对数学模型是否出自此问题", "whether the programs are those of the problem was not looked at")
		return
	}
	var values []int64
	for _, t := range b.plan.Tiers {
		values = append(values, t.Value)
	}
	again, err := remake(ctx, b.problem, values)
	if err == nil && len(again) != len(b.manifest.Programs) {
		err = errors.New("there are not as many programs as tiers")
	}
	if err != nil {
		b.verified(err, what, "", "")
		return
	}
	for k, p := range again {
		name := programName(k, p.Tier)
		switch m := b.manifest.Programs[k]; {
		case m.Tier != p.Tier || m.Offset != p.Offset:
			b.say(Failed, name, "目标或常数项与问题不符", "tier or offset are not those of the problem")
		case !bytes.Equal(p.MPS, b.content[name]):
			b.say(Failed, name, "数学模型不是由此问题得出(或版本不同:"+b.manifest.Version+")", "the program is not that of the problem (or the version differs: "+b.manifest.Version+")")
		default:
			b.say(Verified, name, "数学模型由此问题重新生成,逐字节相同", "made anew from the problem, byte for byte the same")
		}
	}
}

// tiers checks the certificates.
func (b *bundleCheck) tiers() {
	proved, err := b.certified()
	if err != nil && !b.verified(err, memberCertificates, "", "") {
		proved = nil
	}
	_, brought := b.content[memberCertificates]
	for k, t := range b.plan.Tiers {
		what := "tier " + t.ID
		if k >= len(b.manifest.Programs) {
			break
		}
		switch {
		case k < len(proved) && proved[k]+b.manifest.Programs[k].Offset == t.Value:
			b.say(Verified, what, fmt.Sprintf("精确算术证明:在前列目标不变时不可能低于 %d", t.Value), fmt.Sprintf("proved in exact arithmetic: with the tiers above kept, nothing is below %d", t.Value))
		case k < len(proved):
			b.say(Failed, what, "证书所证与方案不符", "the certificate proves another value than the plan's")
		case t.Proof == model.Certified && !brought:
			b.say(Failed, what, "方案称已证明,但证据包中没有证书,可能是打包时没有给 --certificates", "the plan says certified, and the bundle has no certificates: it may have been made without --certificates")
		case t.Proof == model.Certified:
			b.say(Failed, what, "方案称已证明,但证书不成立", "the plan says certified, and the certificates do not show it")
		case t.Proof == model.Proved:
			b.say(Unproved, what, "由 CBC 证明,不能离线核对", "proved by CBC, not verifiable offline")
		default:
			b.say(Unproved, what, fmt.Sprintf("没有证明是最优(下界 %d)", t.Bound), fmt.Sprintf("not proved to be best (bound %d)", t.Bound))
		}
	}
}

// certified is what the certificates prove of the tiers from the first on, without
// offsets.
func (b *bundleCheck) certified() ([]int64, error) {
	text, there := b.content[memberCertificates]
	if !there || len(b.manifest.Programs) == 0 {
		return nil, nil
	}
	var parts []verifier.Part
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&parts); err != nil {
		return nil, err
	}
	program, objectives, err := b.readPrograms()
	if err != nil {
		return nil, err
	}
	return verifier.CheckParts(program, objectives, parts)
}

// readPrograms reads the programs: that of the first tier, and the costs of all,
// once it is seen that the others only add the rows that hold the tiers above.
func (b *bundleCheck) readPrograms() (*verifier.Program, [][]int64, error) {
	var first *verifier.Program
	var objectives [][]int64
	for k, p := range b.manifest.Programs {
		name := programName(k, p.Tier)
		text, there := b.content[name]
		if !there {
			return nil, nil, errors.New(name + " is missing")
		}
		next, err := verifier.ReadMPS(bytes.NewReader(text))
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		if k == 0 {
			first = next
		}
		held := []int64{}
		for i, t := range b.plan.Tiers[:min(k, len(b.plan.Tiers))] {
			held = append(held, t.Value-b.manifest.Programs[i].Offset)
		}
		if err := verifier.SameProgram(first, next, objectives, held); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		objectives = append(objectives, slices.Clone(next.Cost))
	}
	return first, objectives, nil
}

// signedRoot is what each proof says of the log that it is about.
func (b *bundleCheck) signedRoot(c verifier.Checkpoint) Root {
	return Root{
		Size: c.Size, Root: verifier.Text(c.Root), Checkpoint: string(b.content[memberCheckpoint]),
		PublicKey: string(bytes.TrimSpace(b.content[memberKey])),
	}
}

// log checks the entries of the log.
func (b *bundleCheck) log() {
	text, there := b.content[memberLog]
	if !there && len(b.trusted) > 0 {
		b.say(Failed, memberLog, "不附日志,公钥无从核对", "there is no log that the public key could have signed")
		return
	}
	if !there {
		b.say(Unproved, memberLog, "不附日志:无法核对是谁、何时作出的决定", "without a log: nothing shows who decided what, and when")
		return
	}
	var entries []Inclusion
	err := json.Unmarshal(text, &entries)
	if err == nil {
		if again, _ := model.Canonical(entries); !bytes.Equal(again, text) {
			b.say(Failed, memberLog, "日志文件的写法被改动", "the file of the log was changed")
		}
	}
	var c verifier.Checkpoint
	if err == nil {
		c, err = verifier.OpenCheckpoint(b.content[memberCheckpoint], string(bytes.TrimSpace(b.content[memberKey])))
	}
	if !b.verified(err, memberCheckpoint, fmt.Sprintf("签名有效:%s,%d 条;请与公布的公钥核对", c.Origin, c.Size),
		fmt.Sprintf("the signature holds: %s, %d entries; hold the public key against the published one", c.Origin, c.Size)) {
		return
	}
	if key := string(bytes.TrimSpace(b.content[memberKey])); len(b.trusted) > 0 {
		if !slices.Contains(b.trusted, key) {
			b.say(Failed, memberKey, "签名的不是所给的公钥:"+key, "another key than the given one has signed: "+key)
			return
		}
		b.say(Verified, memberKey, "由所给的公钥签名", "signed by the given public key")
	}
	document := verifier.Sum(b.content[memberPlan])
	found := false
	for _, e := range entries {
		path, err := verifier.ParseHashes(e.Path)
		if err == nil {
			err = c.CheckInclusion([]byte(e.Record), e.Seq, path)
		}
		if err == nil && (e.Root != b.signedRoot(c) || e.Leaf != verifier.Text(tlog.RecordHash([]byte(e.Record)))) {
			err = errors.New("what is said beside the proof is of another log")
		}
		var entry *Entry
		if err == nil {
			entry, err = ParseRecord([]byte(e.Record))
		}
		if what := fmt.Sprintf("log entry %d", e.Seq); b.verified(err, what, "在日志中", "it is in the log") {
			b.Lines[len(b.Lines)-1].Message = model.Text{
				ZH: fmt.Sprintf("在日志中:%s %s %s", entry.At.Format("2006-01-02 15:04:05Z"), entry.Actor, entry.Action),
				EN: fmt.Sprintf("in the log: %s %s %s", entry.At.Format("2006-01-02 15:04:05Z"), entry.Actor, entry.Action),
			}
			found = found || strings.Contains(entry.Data, document)
		}
	}
	if found {
		b.say(Verified, memberLog, "日志记录了这份方案文件的哈希", "the log has the hash of this plan document")
	} else {
		b.say(Failed, memberLog, "日志没有记录这份方案文件", "the log does not have this plan document")
	}
}
