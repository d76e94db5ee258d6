package audit

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"lungang/audit/verifier"
	"lungang/model"
)

// Bounds of what a member may unpack to, so that a small file cannot fill the
// memory of who verifies it: programs pack to a tenth or less.
const (
	mostManifest = 16 << 20
	mostMember   = 2 << 30
	mostSmall    = 64 << 20 // up to here nobody asks how well it was packed
	mostRatio    = 200
)

// State is what became of one thing that was looked at.
type State string

// The states.
const (
	Verified State = "verified"
	Failed   State = "failed"   // it is not what it says
	Unproved State = "unproved" // the bundle does not say enough; nothing speaks against it
)

// Line is one thing that was looked at.
type Line struct {
	State   State      `json:"state"`
	What    string     `json:"what"` // a member, a rule or a tier
	Message model.Text `json:"message"`
}

// BundleReport is what was looked at, line by line.
type BundleReport struct {
	OK    bool   `json:"ok"` // nothing failed
	Lines []Line `json:"lines"`
}

func (r *BundleReport) say(s State, what, zh, en string) {
	r.Lines = append(r.Lines, Line{s, what, model.Text{ZH: zh, EN: en}})
	r.OK = r.OK && s != Failed
}

// verified says that something is as it should be, or why it is not.
func (r *BundleReport) verified(err error, what, zh, en string) bool {
	if err != nil {
		r.say(Failed, what, "不成立:"+plain(err, "zh"), "it does not hold: "+plain(err, "en"))
		return false
	}
	r.say(Verified, what, zh, en)
	return true
}

// plain is an error in words: those of model in the language, others as they are.
func plain(err error, lang string) string {
	if _, ok := errors.AsType[*model.Error](err); ok || len(model.ErrorFaults(err)) > 0 {
		return model.ErrorText(err, lang)
	}
	return err.Error()
}

// opened is a bundle whose members were unpacked.
type opened struct {
	manifest Manifest
	content  map[string][]byte // of members whose content is right
}

// unpack reads the zip and holds every byte of it against the manifest.
func unpack(file []byte, r *BundleReport) *opened {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		r.say(Failed, "zip", "文件不是 zip,或已损坏", "the file is not a zip, or damaged")
		return nil
	}
	o := &opened{content: map[string][]byte{}}
	there := map[string]*zip.File{}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
		if there[f.Name] != nil {
			r.say(Failed, f.Name, "同名文件有两个", "two members have this name")
			continue
		}
		there[f.Name] = f
	}
	if !o.readManifest(there[memberManifest], r) {
		return nil
	}
	want := []string{memberManifest}
	known := o.manifest.names()
	for _, m := range o.manifest.Members {
		want = append(want, m.Name)
		if !slices.Contains(known, m.Name) {
			r.say(Failed, m.Name, "证据包中没有这种文件", "a bundle has no such member")
			continue
		}
		o.member(m, there[m.Name], r)
	}
	for _, name := range names {
		if !slices.Contains(want, name) {
			r.say(Failed, name, "清单中没有这个文件", "the manifest does not have this member")
		}
	}
	r.container(file, z, want)
	return o
}

// names are those that the members of a bundle with these programs can have.
func (m Manifest) names() []string {
	out := []string{memberReadmeEN, memberReadmeZH, memberCertificates, memberCheckpoint, memberLog, memberKey, memberPack, memberPlan, memberProblem}
	for k, p := range m.Programs {
		out = append(out, programName(k, p.Tier))
	}
	return out
}

var errTooLarge = errors.New("it unpacks to more than it may")

// contentOf unpacks a member that may have so many bytes. No more are unpacked,
// whatever the zip says.
func contentOf(f *zip.File, most int64) ([]byte, error) {
	if most < 0 || most > mostMember || most > mostSmall && uint64(most) > mostRatio*f.CompressedSize64 {
		return nil, errTooLarge
	}
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }() // nothing was written
	text, err := io.ReadAll(io.LimitReader(in, most+1))
	if err == nil && int64(len(text)) > most {
		err = errTooLarge
	}
	return text, err
}

// rawOf is a member as it is packed; nil when it cannot be read.
func rawOf(f *zip.File) []byte {
	in, err := f.OpenRaw()
	if err != nil {
		return nil
	}
	raw, err := io.ReadAll(in)
	if err != nil {
		return nil
	}
	return raw
}

func (o *opened) readManifest(f *zip.File, r *BundleReport) bool {
	if f == nil {
		r.say(Failed, memberManifest, "没有清单", "there is no manifest")
		return false
	}
	text, err := contentOf(f, mostManifest)
	if err != nil {
		r.say(Failed, memberManifest, "清单无法读取", "the manifest cannot be read")
		return false
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&o.manifest); err != nil || o.manifest.Format != BundleFormat {
		r.say(Failed, memberManifest, "清单无法读取,或版本不符", "the manifest cannot be read, or is of another version")
		return false
	}
	again, err := o.manifest.sealed()
	if err != nil || !bytes.Equal(again, text) {
		r.say(Failed, memberManifest, "清单被改动:与其封印不符", "the manifest was changed: it does not fit its seal")
		return false
	}
	r.say(Verified, memberManifest, "清单与其封印相符", "the manifest fits its seal")
	return true
}

// member unpacks one member and holds it against the manifest.
func (o *opened) member(m Member, f *zip.File, r *BundleReport) {
	if f == nil {
		r.say(Failed, m.Name, "文件缺失", "the member is missing")
		return
	}
	content, err := contentOf(f, m.Size)
	switch {
	case errors.Is(err, errTooLarge):
		r.say(Failed, m.Name, "解压后超过清单所写或允许的大小", "it unpacks to more than the manifest says, or may say")
	case err != nil || int64(len(content)) != m.Size || verifier.Sum(content) != m.Hash:
		r.say(Failed, m.Name, "内容被改动:哈希不符", "its content was changed: the hash is another one")
	case f.Method != zip.Deflate || verifier.Sum(rawOf(f)) != m.Packed:
		r.say(Failed, m.Name, "内容相同,但被重新压缩过", "its content is the same, but it was packed anew")
		o.content[m.Name] = content
	default:
		o.content[m.Name] = content
		r.say(Verified, m.Name, "哈希相符 "+m.Hash, "hash "+m.Hash)
	}
}

// container holds the zip around the members against the one that would be
// written: order, names, no times, no comments, nothing between.
func (r *BundleReport) container(file []byte, z *zip.Reader, want []string) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	same := len(z.File) == len(want)
	for i, f := range z.File {
		same = same && f.Name == want[i]
		if !same {
			break
		}
		method := zip.Deflate
		if i == 0 {
			method = zip.Store
		}
		raw := rawOf(f)
		h := &zip.FileHeader{Name: f.Name, Method: method, CRC32: f.CRC32, CompressedSize64: uint64(len(raw)), UncompressedSize64: f.UncompressedSize64}
		same = addRaw(w, h, raw) == nil
	}
	if same = same && w.Close() == nil && bytes.Equal(b.Bytes(), file); !same {
		r.say(Failed, "zip", "压缩包的顺序或附加信息被改动", "order or head data of the zip were changed")
		return
	}
	r.say(Verified, "zip", fmt.Sprintf("%d 个文件,别无他物", len(want)), fmt.Sprintf("%d members and nothing else", len(want)))
}
