package api

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"time"

	"lungang/model"
)

// User is a person of the bureau who logs in.
type User struct {
	ID        string     `json:"id" doc:"id of the user, a pseudonym" example:"usr_01jd3zr6p4t8x2a6d0g4k8n2qs"`
	Name      string     `json:"name,omitempty" doc:"name that was given when the user was made; stored encrypted"`
	Roles     []Role     `json:"roles" doc:"what the user may do"`
	Blocked   bool       `json:"blocked" doc:"true: may not log in"`
	Version   int64      `json:"version" doc:"grows with every change; also the ETag"`
	CreatedAt time.Time  `json:"createdAt" doc:"UTC"`
	LastLogin *time.Time `json:"lastLoginAt,omitempty" doc:"UTC; absent before the first login"`
}

// NewUserBody asks for a user.
type NewUserBody struct {
	Issuer  string `json:"issuer,omitempty" maxLength:"500" doc:"identity provider; absent: the one that the service uses"`
	Subject string `json:"subject" minLength:"1" maxLength:"255" doc:"the person there (claim sub); kept only as a hash"`
	Name    string `json:"name,omitempty" maxLength:"100" doc:"to tell people apart; stored encrypted"`
	Roles   []Role `json:"roles" minItems:"1" maxItems:"5" doc:"what the user may do; approver is given by the identity provider only"`
}

// UserBody is what may be changed about a user.
type UserBody struct {
	Roles   []Role `json:"roles" maxItems:"6" doc:"what the user may do; approver stays as the identity provider said"`
	Blocked bool   `json:"blocked,omitempty" doc:"true: may not log in, and is logged out at once"`
}

type userOut struct {
	Location string `header:"Location" doc:"where the user is"`
	ETag     string `header:"ETag"`
	Body     *User
}

// UserID names a user in the path.
type UserID struct {
	ID string `path:"id" maxLength:"100" doc:"user id" example:"usr_01jd3zr6p4t8x2a6d0g4k8n2qs"`
}

type listUsersIn struct {
	PageParams
	SortByTime
}

type createUserIn struct {
	OnceHeader
	Payload[NewUserBody]
}

type updateUserIn struct {
	UserID
	IfMatch
	Payload[UserBody]
}

func userAnswer(u *User, err error) (*userOut, error) {
	if err != nil {
		return nil, err
	}
	return &userOut{Location: "/v1/users/" + u.ID, ETag: versionTag(u.Version), Body: u}, nil
}

func (s *Server) registerUsers() {
	const tag = "users"
	register(s, operation{
		id: "create-user", method: http.MethodPost, path: "/v1/users", tag: tag, status: http.StatusCreated,
		summary: model.Text{ZH: "登记可以登录的人员", EN: "let a person log in"},
		notes: model.Text{
			ZH: "仅用于角色由本系统管理的部署(LUNGANG_OIDC_ROLES=here);角色由统一身份认证给出时,人员首次登录即自动登记。审批人角色只由统一身份认证给出。",
			EN: "For services that keep the roles themselves (LUNGANG_OIDC_ROLES=here). Where the identity provider names the roles, people are known from their first login. Approvers are named by the provider only.",
		},
		body: reflect.TypeFor[NewUserBody](), example: NewUserBody{Issuer: "https://id.example.cn", Subject: "7f3a91c2", Roles: []Role{RolePlanner}},
		errors: []int{http.StatusConflict},
	}, s.createUser)
	register(s, operation{
		id: "list-users", method: http.MethodGet, path: "/v1/users", tag: tag, summary: model.Text{ZH: "人员列表", EN: "list users"},
	}, func(ctx context.Context, in *listUsersIn) (*pageOut[User], error) {
		scope := scopeOf("users", in.Sort)
		page, err := in.page(ctx, scope, sortDescending(in.Sort))
		if err != nil {
			return nil, err
		}
		list, more, err := s.Ports.Users.List(ctx, actorOf(ctx), page)
		if err != nil {
			return nil, err
		}
		return answerPage(ctx, scope, list, more, func(u *User) string { return u.ID }), nil
	})
	register(s, operation{
		id: "get-user", method: http.MethodGet, path: "/v1/users/{id}", tag: tag, summary: model.Text{ZH: "一名人员", EN: "one user"},
		errors: []int{http.StatusNotFound},
	}, func(ctx context.Context, in *UserID) (*userOut, error) {
		return userAnswer(s.Ports.Users.Get(ctx, actorOf(ctx), in.ID))
	})
	register(s, operation{
		id: "update-user", method: http.MethodPut, path: "/v1/users/{id}", tag: tag,
		summary: model.Text{ZH: "修改角色,停用或启用", EN: "change roles, block or unblock"}, body: reflect.TypeFor[UserBody](),
		example: UserBody{Roles: []Role{RoleReviewer}},
		errors:  []int{http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed, http.StatusPreconditionRequired},
	}, s.updateUser)
}

// providerSaysRoles refuses a change of roles that the next login would undo.
func (s *Server) providerSaysRoles() error {
	if s.login == nil || s.login.RolesHere {
		return nil
	}
	return oops(model.CodeConflict,
		"角色由统一身份认证给出,请在那里修改(或设置 LUNGANG_OIDC_ROLES=here)",
		"the identity provider names the roles; change them there (or set LUNGANG_OIDC_ROLES=here)")
}

func (s *Server) createUser(ctx context.Context, in *createUserIn) (*userOut, error) {
	once := in.once("create-user", in.RawBody)
	return userAnswer(onlyOnce(ctx, s, once, s.Ports.Users.Get, func() (*User, error) { return s.newUser(ctx, once, in.Value) }))
}

func (s *Server) newUser(ctx context.Context, once Once, b *NewUserBody) (*User, error) {
	faults := rolesGiven(b.Roles, nil)
	if b.Issuer == "" {
		if s.login != nil {
			b.Issuer = s.login.Issuer
		} else {
			faults = append(faults, model.Fault{
				Code: model.CodeMissing, Severity: model.SeverityError, Pointer: "/issuer",
				Message: model.Text{ZH: "未配置登录,须写明 issuer", EN: "login is not configured: name the issuer"},
			})
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	if err := s.providerSaysRoles(); err != nil {
		return nil, err
	}
	return s.Ports.Users.Create(ctx, actorOf(ctx), once, NewUser{Issuer: b.Issuer, Subject: b.Subject, Name: b.Name, Roles: b.Roles})
}

func (s *Server) updateUser(ctx context.Context, in *updateUserIn) (*userOut, error) {
	who, b := actorOf(ctx), in.Value
	before, err := s.Ports.Users.Get(ctx, who, in.ID)
	if err != nil {
		return nil, err
	}
	if err := in.match(ctx, before.Version); err != nil {
		return nil, err
	}
	if own, err := s.own(ctx, who, before.ID); err != nil {
		return nil, err
	} else if own {
		return nil, oops(CodeForbidden, "不能修改自己的账号,请另一位管理员修改", "nobody changes their own account; ask another operator")
	}
	if err := rolesGiven(b.Roles, before.Roles).Err(); err != nil {
		return nil, err
	}
	if err := rolesLeft(b.Roles, before.Roles); err != nil {
		return nil, err
	}
	if !slices.Equal(slices.Sorted(slices.Values(b.Roles)), slices.Sorted(slices.Values(before.Roles))) {
		if err := s.providerSaysRoles(); err != nil {
			return nil, err
		}
	}
	return userAnswer(s.Ports.Users.Update(ctx, who, in.ID, before.Version, b.Roles, b.Blocked))
}

// own reports whether an account is that of who asks: of the person, or of whoever
// made the key, be it by other keys.
func (s *Server) own(ctx context.Context, who Actor, account string) (bool, error) {
	for maker := who.ID; maker != account; {
		k, err := s.Ports.Keys.Get(ctx, who, maker)
		if model.ErrorCode(err) == model.CodeNotFound {
			return false, nil // no key: somebody else, or the service itself
		}
		if err != nil {
			return false, err
		}
		maker = k.CreatedBy
	}
	return true, nil
}

// rolesLeft refuses to take a deciding role away, since only the provider says who
// decides, and the role of the operator beside one: an operator would become a
// decider, for a while.
func rolesLeft(roles, before []Role) error {
	if !slices.ContainsFunc(before, Role.Decides) {
		return nil
	}
	for _, r := range before {
		if (r.Decides() || r == RoleOperator) && !slices.Contains(roles, r) {
			return oops(model.CodeConflict,
				"此账号由统一身份认证授予审批或会签角色,这里不能取消该角色,也不能先取消管理员角色再审批;请先在那里取消,并让其重新登录;立即停用可设 blocked",
				"the identity provider gives this account a deciding role, which is not taken away here, nor does an operator become a decider: let the provider take it away first, and the person log in again; blocked stops the account at once")
		}
	}
	return nil
}

// rolesGiven refuses roles that are given twice, and the role of those who
// decide, unless the user has it already: who runs the machine makes no deciders.
func rolesGiven(roles, before []Role) model.Faults {
	var faults model.Faults
	for i, r := range roles {
		f := model.Fault{Code: model.CodeBadParameter, Severity: model.SeverityError, Pointer: "/roles/" + itoa(i)}
		switch {
		case r.Decides() && !slices.Contains(before, r):
			f.Message = model.Text{ZH: "审批人只由统一身份认证给出", EN: "approvers are named by the identity provider only"}
		case slices.Contains(roles[:i], r):
			f.Code, f.Message = model.CodeDuplicate, model.Text{ZH: "不能重复", EN: "it is given twice"}
		default:
			continue
		}
		faults = append(faults, f)
	}
	return faults
}
