package audit

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"slices"

	"lungang/audit/verifier"
	"lungang/model"
	"lungang/policy"
)

// BundleFormat is the version of evidence bundles.
const BundleFormat = "lungang/bundle/v1"

// Members of a bundle; the programs are beside them, see programName.
const (
	memberManifest     = "manifest.json"
	memberCertificates = "certificates.json"
	memberCheckpoint   = "log/checkpoint.txt"
	memberLog          = "log/entries.json"
	memberKey          = "log/public-key.txt"
	memberPack         = "pack.json"
	memberPlan         = "plan.json"
	memberProblem      = "problem.json"
	memberReadmeEN     = "README.en.md"
	memberReadmeZH     = "README.zh.md"
)

// Evidence is what stands for one plan.
type Evidence struct {
	Problem  []byte          // the document that was solved: pseudonymous
	Plan     []byte          // the plan document
	Programs []Program       // of every tier in order
	Parts    []verifier.Part // proofs, together all columns of the programs; nil: nothing is certified
	Log      []Inclusion     // what the log says of the plan; nil without a log
	Version  string          // of the product that writes the bundle
}

// Program is the program of one tier, those above held at the plan's values.
type Program struct {
	Tier   string `json:"tier"`
	Offset int64  `json:"offset"` // part of the tier that no decision changes; the objective leaves it out
	MPS    []byte `json:"-"`
}

// Manifest lists what is in a bundle.
type Manifest struct {
	Format      string    `json:"format"`
	Version     string    `json:"version"` // of the product that wrote the bundle
	ProblemHash string    `json:"problemHash"`
	PlanHash    string    `json:"planHash"`
	Programs    []Program `json:"programs"`
	Members     []Member  `json:"members"`
	Seal        string    `json:"seal"` // hash of this without the seal
}

// Member is one file of a bundle, but for the manifest.
type Member struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	Hash   string `json:"hash"`   // of the content
	Packed string `json:"packed"` // of the compressed bytes
}

// packInForce is the pack with its clauses, as it was in force.
type packInForce struct {
	Hash string      `json:"hash"` // of the effective parameters, as the plan says
	Day  model.Date  `json:"day,omitzero"`
	Pack *model.Pack `json:"pack"`
}

func packOf(f *policy.Facts) ([]byte, error) {
	return model.Canonical(packInForce{f.Rules.Hash, f.Rules.Day, f.Rules.Pack})
}

func programName(k int, tier string) string { return fmt.Sprintf("programs/%02d-%s.mps", k+1, tier) }

// WriteBundle writes the evidence as a zip. Same evidence, same bytes: no times,
// members in order. Errors: faults of the documents, conflict when they do not
// belong together.
func WriteBundle(w io.Writer, e *Evidence) error {
	problem, err := model.DecodeProblem(bytes.NewReader(e.Problem))
	if err != nil {
		return err
	}
	plan, err := model.DecodePlan(bytes.NewReader(e.Plan))
	if err != nil {
		return err
	}
	facts, err := policy.Derive(problem)
	if err != nil {
		return err
	}
	if plan.ProblemHash != facts.ProblemHash() || len(e.Programs) != len(plan.Tiers) {
		return model.NewError(model.CodeConflict, model.Text{ZH: "方案不是这个问题的", EN: "the plan is not of this problem"}, nil)
	}
	content := map[string][]byte{memberProblem: e.Problem, memberPlan: e.Plan}
	if content[memberPack], err = packOf(facts); err != nil {
		return err
	}
	for k, p := range e.Programs {
		content[programName(k, p.Tier)] = p.MPS
	}
	if e.Parts != nil {
		if content[memberCertificates], err = model.Canonical(e.Parts); err != nil {
			return err
		}
	}
	if len(e.Log) > 0 {
		if content[memberLog], err = model.Canonical(e.Log); err != nil {
			return err
		}
		content[memberCheckpoint], content[memberKey] = []byte(e.Log[0].Checkpoint), []byte(e.Log[0].PublicKey+"\n")
	}
	m := Manifest{Format: BundleFormat, Version: e.Version, ProblemHash: plan.ProblemHash, PlanHash: plan.Hash, Programs: e.Programs}
	content[memberReadmeZH], content[memberReadmeEN] = readmes(plan, e.Version)
	return pack(w, m, content)
}

// pack writes manifest and members.
func pack(w io.Writer, m Manifest, content map[string][]byte) error {
	packed := map[string][]byte{}
	m.Members = []Member{}
	for _, name := range slices.Sorted(maps.Keys(content)) {
		var b bytes.Buffer
		// The best level takes five times as long in a county, and saves 4 %.
		z, err := flate.NewWriter(&b, flate.DefaultCompression)
		if err != nil {
			return err
		}
		if _, err := z.Write(content[name]); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		packed[name] = b.Bytes()
		m.Members = append(m.Members, Member{name, int64(len(content[name])), verifier.Sum(content[name]), verifier.Sum(b.Bytes())})
	}
	manifest, err := m.sealed()
	if err != nil {
		return err
	}
	z := zip.NewWriter(w)
	if err := addRaw(z, header(memberManifest, zip.Store, manifest, manifest), manifest); err != nil {
		return err
	}
	for _, member := range m.Members {
		raw := packed[member.Name]
		if err := addRaw(z, header(member.Name, zip.Deflate, content[member.Name], raw), raw); err != nil {
			return err
		}
	}
	return z.Close()
}

// sealed is the text of the manifest with its seal.
func (m Manifest) sealed() ([]byte, error) {
	m.Seal = ""
	text, err := model.Canonical(m)
	if err != nil {
		return nil, err
	}
	m.Seal = verifier.Sum(text)
	return model.Canonical(m)
}

// header is that of a member: nothing but what it must say.
func header(name string, method uint16, content, raw []byte) *zip.FileHeader {
	return &zip.FileHeader{
		Name: name, Method: method, CRC32: crc32.ChecksumIEEE(content), CompressedSize64: uint64(len(raw)), UncompressedSize64: uint64(len(content)),
	}
}

func addRaw(z *zip.Writer, h *zip.FileHeader, raw []byte) error {
	f, err := z.CreateRaw(h)
	if err != nil {
		return err
	}
	_, err = f.Write(raw)
	return err
}
