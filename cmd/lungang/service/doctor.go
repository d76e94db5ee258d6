package service

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"

	"lungang/fixtures"
	"lungang/jobs"
	"lungang/model"
	"lungang/policy"
	"lungang/review"
	"lungang/solver/coin"
	"lungang/store"
)

// Grade is how bad a finding is.
type Grade string

// The grades.
const (
	Fine Grade = "ok"
	Warn Grade = "warning" // it works, and somebody should look
	Bad  Grade = "error"   // it does not work
)

// Finding is one thing that doctor looked at. It holds no secrets.
type Finding struct {
	Name   string     `json:"name"`
	Grade  Grade      `json:"grade"`
	Detail model.Text `json:"detail"`
}

// Limits of what is fine.
const (
	leastDisk  = 1 << 30         // free bytes in the data directory
	mostSkew   = 2 * time.Second // between the clock of the database and ours
	mostAnswer = 200 * time.Millisecond
	longQueue  = 30 * time.Minute
	solveLimit = 20 * time.Second
)

// Doctor looks at everything that the service stands on, changes nothing, and
// tells all that it found.
func (a *App) Doctor(ctx context.Context) []Finding {
	out := []Finding{solverFinding(), a.trySolver(ctx), a.disk(), a.calendar(review.DayOf(time.Now()))}
	if err := a.Exists(); err != nil {
		return append(out, Finding{"database", Warn, model.Text{ZH: model.ErrorText(err, "zh"), EN: model.ErrorText(err, "en")}})
	}
	a.looking = true
	if err := a.Open(ctx); err != nil {
		return append(out, bad("database", model.Text{ZH: Redact(model.ErrorText(err, "zh")), EN: Redact(model.ErrorText(err, "en"))}))
	}
	defer func() { _ = a.Close() }()
	database := a.database(ctx)
	if out = append(out, database); database.Grade == Bad {
		return out // what is read from there says nothing
	}
	schema := version("schema", a.wiring.schema(ctx))
	out = append(out, schema, version("queue", a.wiring.queue(ctx)))
	key := a.dataKey()
	if schema.Grade == Fine {
		out = append(out, a.waiting(ctx))
		key = a.opens(ctx, key)
		out = append(out, a.logs(ctx))
		if a.Config.OIDC.Issuer != "" {
			out = append(out, a.login(ctx))
		}
	}
	return append(out, a.clock(ctx), key, a.signs())
}

// logs says whether every bureau's log takes entries.
func (a *App) logs(ctx context.Context) Finding {
	const name = "auditLog"
	unsound, err := a.Unsound(ctx)
	switch {
	case err != nil:
		return version(name, err)
	case len(unsound) > 0:
		return bad(name, UnsoundText(unsound))
	}
	return fine(name, "日志首部与签名相符", "the heads of the logs are what was signed")
}

// Unsound lists the bureaus whose log of decisions takes no entry under the present
// keys, so that they can decide nothing.
func (a *App) Unsound(ctx context.Context) ([]store.TenantID, error) {
	return store.Read(ctx, a.store, func(tx *store.Tx) ([]store.TenantID, error) { return tx.House().Unsound() })
}

// UnsoundText says what is to be done about such bureaus.
func UnsoundText(list []store.TenantID) model.Text {
	names := strings.Join(texts(list), ", ")
	return model.Text{
		ZH: "单位 " + names + " 的审计日志不能续写:首部不是最后签名的样子,或签名的密钥不在这里。刚恢复备份的,请放回原来的 audit.key 或 LUNGANG_AUDIT_KEY;否则请运行 lungang audit verify",
		EN: "the log of " + names + " takes no entry: its head is not what was signed last, or the key that signed it is not here. After a restore bring back audit.key or LUNGANG_AUDIT_KEY; else run lungang audit verify",
	}
}

func version(name string, err error) Finding {
	if err != nil {
		return bad(name, model.Text{ZH: model.ErrorText(err, "zh"), EN: model.ErrorText(err, "en")})
	}
	return fine(name, "最新", "up to date")
}

func fine(name, zh, en string) Finding { return Finding{name, Fine, model.Text{ZH: zh, EN: en}} }
func warn(name, zh, en string) Finding { return Finding{name, Warn, model.Text{ZH: zh, EN: en}} }
func bad(name string, t model.Text) Finding {
	return Finding{name, Bad, t}
}

func solverFinding() Finding {
	clp, cbc := coin.Version()
	if err := coin.CheckVersions(); err != nil {
		return warn("solver", "求解库版本未经测试:CLP "+clp+",CBC "+cbc, "untested solver libraries: CLP "+clp+", CBC "+cbc)
	}
	return fine("solver", "CLP "+clp+",CBC "+cbc, "CLP "+clp+", CBC "+cbc)
}

// trySolver solves a district of a few teachers as a worker would.
func (a *App) trySolver(ctx context.Context) Finding {
	const name = "solve"
	p, err := fixtures.Get("tiny/due")
	var text bytes.Buffer
	if err == nil {
		err = model.EncodeProblem(&text, p)
	}
	began := time.Now()
	if err == nil {
		err = jobs.Try(ctx, a.Command, text.Bytes(), solveLimit)
	}
	if err != nil {
		return bad(name, model.Text{ZH: "试求解失败:" + Redact(model.ErrorText(err, "zh")), EN: "a trial solve failed: " + Redact(model.ErrorText(err, "en"))})
	}
	took := time.Since(began).Round(time.Millisecond).String()
	return fine(name, "试求解成功,用时 "+took, "a trial solve succeeded in "+took)
}

func (a *App) disk() Finding {
	const name = "disk"
	dir := a.Config.Directory
	if dir == "" {
		dir = "."
	}
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return warn(name, "数据目录 "+dir+" 尚不存在或不可读", "the data directory "+dir+" is not there yet, or cannot be read")
	}
	free := s.Bavail * uint64(s.Bsize)
	gib := fmt.Sprintf("%.1f GiB", float64(free)/(1<<30))
	if free < leastDisk {
		return bad(name, model.Text{ZH: "磁盘空间不足,仅剩 " + gib, EN: "the disk is nearly full: " + gib + " left"})
	}
	return fine(name, "剩余 "+gib, gib+" left")
}

// noticeMonth is when the State Council says which days of the next year are
// off: those of 2024 to 2026 came out on 25 October, 12 and 4 November.
const noticeMonth = time.November

// calendar says whether publications of this year and the next can be counted.
func (a *App) calendar(today model.Date) Finding {
	const name = "calendar"
	c, err := policy.WorkCalendar().With(a.Config.Calendars...)
	if err != nil {
		return bad(name, model.Text{ZH: model.ErrorText(err, "zh"), EN: model.ErrorText(err, "en")})
	}
	zh, en := "工作日历:", "working days of "
	for i, y := range c.Years() {
		if i > 0 {
			zh, en = zh+"、", en+", "
		}
		zh, en = zh+fmt.Sprint(y.Year), en+fmt.Sprint(y.Year)
		if y.Supplied != "" {
			zh, en = zh+"(自备)", en+" (supplied)"
		}
	}
	missing := today.Year
	if c.Has(missing) {
		missing++
	}
	if c.Has(missing) || missing > today.Year && today.Month < noticeMonth {
		return fine(name, zh, en)
	}
	return warn(name,
		fmt.Sprintf("%s;缺 %d 年:期限到该年的公示会被拒绝;请更新产品,或按国务院通知写日历文件并用 LUNGANG_CALENDAR 指明", zh, missing),
		fmt.Sprintf("%s; %d is missing: publications that reach it are refused; update the product, or write a calendar file after the notice of the State Council and name it in LUNGANG_CALENDAR", en, missing))
}

func (a *App) database(ctx context.Context) Finding {
	const name = "database"
	began := time.Now()
	if err := a.store.Ping(ctx); err != nil {
		return bad(name, model.Text{ZH: model.ErrorText(err, "zh"), EN: model.ErrorText(err, "en")})
	}
	took := time.Since(began)
	if err := a.store.Sound(ctx); err != nil {
		return bad(name, model.Text{ZH: model.ErrorText(err, "zh"), EN: model.ErrorText(err, "en")})
	}
	kind := string(a.store.Dialect())
	if took > mostAnswer {
		return warn(name, kind+" 应答缓慢:"+took.String(), kind+" answers slowly: "+took.String())
	}
	return fine(name, kind, kind)
}

func (a *App) waiting(ctx context.Context) Finding {
	const name = "waiting"
	q, err := a.jobs.Waiting(ctx)
	if err != nil {
		return bad(name, model.Text{ZH: "无法读取队列", EN: "the queue cannot be read"})
	}
	zh := fmt.Sprintf("%d 个方案在等待,最久 %s", q.Waiting, q.Oldest.Round(time.Second))
	en := fmt.Sprintf("%d plans wait, the oldest for %s", q.Waiting, q.Oldest.Round(time.Second))
	if q.Oldest > longQueue {
		return warn(name, zh+";请检查 lungang work 是否在运行", en+"; look whether lungang work runs")
	}
	return fine(name, zh, en)
}

// clock compares the clock of the database with that of this machine. No plan
// depends on it, but deliveries, keys and logs do.
func (a *App) clock(ctx context.Context) Finding {
	const name = "clock"
	if time.Now().Year() < 2026 {
		return bad(name, model.Text{ZH: "系统时间有误:" + time.Now().UTC().Format(time.RFC3339), EN: "the clock of this machine is wrong: " + time.Now().UTC().Format(time.RFC3339)})
	}
	if f := a.jumped(ctx, name); f != nil {
		return *f
	}
	if a.store.Dialect() == store.SQLite {
		return fine(name, time.Now().UTC().Format(time.RFC3339), time.Now().UTC().Format(time.RFC3339))
	}
	var there time.Time
	before := time.Now()
	if err := a.store.Pool().QueryRow(ctx, "SELECT clock_timestamp()").Scan(&there); err != nil {
		return bad(name, model.Text{ZH: "数据库没有应答", EN: "the database does not answer"})
	}
	skew := there.Sub(before.Add(time.Since(before) / 2)).Abs().Round(time.Millisecond)
	if skew > mostSkew {
		return warn(name, "与数据库时钟相差 "+skew.String()+";请启用时间同步(NTP)", "it differs from the clock of the database by "+skew.String()+"; turn on time synchronisation (NTP)")
	}
	return fine(name, "与数据库时钟相差 "+skew.String(), "it differs from the clock of the database by "+skew.String())
}

func (a *App) dataKey() Finding {
	const name = "dataKey"
	if !a.store.Keyring().Ready() {
		return warn(name, "没有设置 LUNGANG_DATA_KEY:不能保存姓名、证件号和 Webhook 密钥", "LUNGANG_DATA_KEY is not set: names, ID numbers and webhook secrets cannot be stored")
	}
	return fine(name, "使用密钥 "+a.store.Keyring().KeyID(), "the key "+a.store.Keyring().KeyID()+" seals")
}

// opens looks whether what is stored can be read with the keys that there are; if
// so, the finding is the other one.
func (a *App) opens(ctx context.Context, otherwise Finding) Finding {
	shut, err := store.Read(ctx, a.store, func(tx *store.Tx) ([]string, error) { return tx.House().Shut() })
	if err != nil {
		return version(otherwise.Name, err)
	}
	if len(shut) > 0 {
		list := strings.Join(shut, ", ")
		return bad(otherwise.Name, model.Text{
			ZH: "已保存的个人信息或密钥是用 " + list + " 加密的,LUNGANG_DATA_KEY 中没有这个密钥或内容不同:无法读取",
			EN: "stored personal data or secrets are sealed with " + list + ", which LUNGANG_DATA_KEY does not have or has differently: they cannot be read",
		})
	}
	return otherwise
}

// Alive asks the process that listens on an address whether it answers.
func Alive(ctx context.Context, address string) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return failure(model.CodeBadParameter, "监听地址有误:"+address, "not an address: "+address)
	}
	if host == "" || host == "0.0.0.0" || host == "::" {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, 4*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/health", nil)
	if err != nil {
		return failure(model.CodeBadParameter, "监听地址有误:"+address, "not an address: "+address)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return model.NewError(model.CodeUnavailable, model.Text{ZH: address + " 没有应答", EN: "nobody answers on " + address}, err)
	}
	defer func() { _ = response.Body.Close() }()
	var said struct {
		Status string `json:"status"`
	}
	if err := json.NewDecoder(response.Body).Decode(&said); err != nil || response.StatusCode != http.StatusOK || said.Status != "ok" {
		return failure(model.CodeUnavailable, address+" 应答异常", "what answers on "+address+" is not well")
	}
	return nil
}
