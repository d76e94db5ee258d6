package api

import (
	"context"
	"net/http"
	"reflect"
	"strconv"

	"lungang/model"
)

type retentionOut struct {
	ETag string `header:"ETag"`
	Body *Retention
}

// RetentionBody is a period to be set.
type RetentionBody struct {
	Months int `json:"months" minimum:"1" maximum:"1200" doc:"months from the day on which personal data were stored" example:"36"`
}

type setRetentionIn struct {
	IfMatch
	Payload[RetentionBody]
}

type accessesIn struct {
	PageParams

	Dataset string `query:"dataset" maxLength:"100" doc:"only about this dataset or plan"`
}

// TeacherInPath names a teacher in the path.
type TeacherInPath struct {
	Teacher model.TeacherID `path:"teacher" maxLength:"64" doc:"teacher id" example:"T1"`
}

type subjectOut struct {
	Cache       string `header:"Cache-Control"`
	Disposition string `header:"Content-Disposition"`
	Body        *SubjectData
}

func (s *Server) registerPrivacy() {
	const tag = "persons"
	register(s, operation{
		id: "get-retention", method: http.MethodGet, path: "/v1/retention", tag: tag,
		summary: model.Text{ZH: "个人信息保存期限", EN: "for how long personal data are kept"},
	}, func(ctx context.Context, _ *struct{}) (*retentionOut, error) {
		return retention(s.Ports.Privacy.Retention(ctx, actorOf(ctx)))
	})
	register(s, operation{
		id: "set-retention", method: http.MethodPut, path: "/v1/retention", tag: tag,
		summary: model.Text{ZH: "规定个人信息保存期限", EN: "decide for how long personal data are kept"},
		notes: model.Text{
			ZH: "期满的姓名、证件号等由服务定期删除,决策日志只留加盐摘要。If-Match 为读到的版本,默认值为 \"v0\"。",
			EN: "The service deletes names and ID numbers when their time is over; the log keeps salted digests. If-Match is the version that was read, \"v0\" for the default.",
		},
		body: reflect.TypeFor[RetentionBody](), example: RetentionBody{36},
		errors: []int{http.StatusPreconditionRequired, http.StatusPreconditionFailed},
	}, func(ctx context.Context, in *setRetentionIn) (*retentionOut, error) {
		now, err := s.Ports.Privacy.Retention(ctx, actorOf(ctx))
		if err != nil {
			return nil, err
		}
		if err := in.match(ctx, now.Version); err != nil {
			return nil, err
		}
		return retention(s.Ports.Privacy.SetRetention(ctx, actorOf(ctx), now.Version, in.Value.Months))
	})
	register(s, operation{
		id: "list-person-accesses", method: http.MethodGet, path: "/v1/persons/accesses", tag: tag,
		summary: model.Text{ZH: "个人信息的读取与修改记录", EN: "who read or changed personal data"},
	}, s.listAccesses)
	register(s, operation{
		id: "export-person", method: http.MethodGet, path: "/v1/persons/{teacher}/export", tag: tag,
		summary: model.Text{ZH: "导出某人的全部信息(本人查阅)", EN: "all that is kept about one person, for that person"},
		errors:  []int{http.StatusNotFound},
	}, func(ctx context.Context, in *TeacherInPath) (*subjectOut, error) {
		d, err := s.Ports.Privacy.Subject(ctx, actorOf(ctx), in.Teacher)
		return &subjectOut{Cache: "no-store", Disposition: `attachment; filename="person.json"`, Body: d}, err
	})
}

func retention(r *Retention, err error) (*retentionOut, error) {
	if err != nil {
		return nil, err
	}
	return &retentionOut{ETag: versionTag(r.Version), Body: r}, nil
}

func (s *Server) listAccesses(ctx context.Context, in *accessesIn) (*pageOut[AuditEntry], error) {
	scope := scopeOf("accesses", in.Dataset)
	after, err := decodeCursor(ctx, scope, in.Cursor)
	if err != nil {
		return nil, err
	}
	before, _ := strconv.ParseInt(after, 10, 64) // our own cursors hold numbers; anything else begins at the newest
	list, more, err := s.Ports.Privacy.Accesses(ctx, actorOf(ctx), in.Dataset, before, in.Limit)
	if err != nil {
		return nil, err
	}
	return answerPage(ctx, scope, list, more, func(e *AuditEntry) string { return strconv.FormatInt(e.Seq, 10) }), nil
}
