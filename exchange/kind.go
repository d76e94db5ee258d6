package exchange

// Kind is what a document is for.
type Kind string

// The kinds.
const (
	List      Kind = "list"      // 公示名单: de-identified, for the public
	Approval  Kind = "approval"  // 审批表: numbers, and who moves, with room for seals
	Minutes   Kind = "minutes"   // 会议纪要附件: objectives with proofs, indicators, numbers by school
	Notices   Kind = "notices"   // 派出、到岗通知: one page for each school
	WriteBack Kind = "writeback" // 人事系统回填表
)

// Values lists the closed set of words.
func (Kind) Values() []string {
	return []string{"list", "approval", "minutes", "notices", "writeback"}
}

// Format is a file format.
type Format string

// The formats.
const (
	DOCX Format = "docx"
	XLSX Format = "xlsx"
	PDF  Format = "pdf"
)

// Values lists the closed set of words.
func (Format) Values() []string { return []string{"docx", "xlsx", "pdf"} }

// ContentType is the media type of the format.
func (f Format) ContentType() string {
	switch f {
	case DOCX:
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case XLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	default:
		return "application/pdf"
	}
}
