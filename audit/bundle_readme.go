package audit

import (
	"fmt"
	"strings"

	"lungang/model"
)

// readmes are the words for whoever opens the bundle, in Chinese and English.
func readmes(plan *model.Plan, version string) (zh, en []byte) {
	var z, n strings.Builder
	fmt.Fprintf(&z, "# 轮岗方案证据包\n\n行政区划 %s,%d 年,政策包 %s %s。\n\n", plan.District, plan.PlanYear, plan.Pack.ID, plan.Pack.Version)
	fmt.Fprintf(&n, "# Evidence for a rotation plan\n\nDistrict %s, year %d, pack %s %s.\n\n", plan.District, plan.PlanYear, plan.Pack.ID, plan.Pack.Version)
	fmt.Fprintf(&z, "核对(离线,不需要数据库和求解器):\n\n    lungang verify 本文件.zip\n\n程序版本 %s;方案由 lungang %s、CLP %s、CBC %s 得出。\n\n", version, plan.Versions.Lungang, plan.Versions.CLP, plan.Versions.CBC)
	fmt.Fprintf(&n, "To verify, offline, without database and solver:\n\n    lungang verify THIS.zip\n\nWritten by version %s; the plan was made by lungang %s, CLP %s, CBC %s.\n\n", version, plan.Versions.Lungang, plan.Versions.CLP, plan.Versions.CBC)
	for _, row := range []struct{ name, zh, en string }{
		{memberManifest, "清单:每个文件的 SHA-256", "manifest: the SHA-256 of every file"},
		{memberProblem, "问题文件,只有代号,没有姓名证件", "the problem; pseudonyms, no names or ID numbers"},
		{memberPack, "生效的政策参数,附条款原文", "the parameters in force, with clauses and quotes"},
		{memberPlan, "方案", "the plan"},
		{"programs/", "每个目标的数学模型(自由 MPS),前列目标固定;可用任何求解器复核", "the program of each tier (free MPS), those above held; any solver can read them"},
		{memberCertificates, "最优性证书:整数权重,精确算术", "certificates of optimality: whole weights, exact arithmetic"},
		{"log/", "日志记录、包含证明、签名检查点、公钥", "log entries, proofs of inclusion, signed checkpoint, public key"},
	} {
		fmt.Fprintf(&z, "* `%s` %s\n", row.name, row.zh)
		fmt.Fprintf(&n, "* `%s` %s\n", row.name, row.en)
	}
	z.WriteString("\n| 目标 | 取值 | 下界 | 证明 |\n|---|---|---|---|\n")
	n.WriteString("\n| tier | value | bound | proof |\n|---|---|---|---|\n")
	for _, t := range plan.Tiers {
		row := fmt.Sprintf("| %s | %d | %d | %s |\n", t.ID, t.Value, t.Bound, t.Proof)
		z.WriteString(row)
		n.WriteString(row)
	}
	return []byte(z.String()), []byte(n.String())
}
