# Điều gì xảy ra, với cái gì, và nên làm gì tiếp.
error-go-home = Về trang đầu
error-back-to-board = Về bảng lịch trực
error-back-to-review = Về trang duyệt
error-reference = Mã tham chiếu: { $number }. Xin cho quản trị viên biết mã này.
error-no-page = Không có trang này
error-no-page-detail = Địa chỉ có thể đã gõ nhầm hoặc trang đã chuyển. Xin bắt đầu lại từ trang đầu.
error-not-allowed = Tài khoản này không mở được trang này
error-not-allowed-detail = Trang thuộc về trung tâm hoặc vai trò khác. Nếu cần, xin quản trị viên cấp quyền cho tài khoản của bạn.
error-stale-form = Biểu mẫu đã hết hạn
error-stale-form-detail = Phiên đăng nhập đã đổi nên chưa ghi gì. Xin tải lại trang rồi làm lại.
error-foreign-form = Yêu cầu không đến từ trang của chúng tôi
error-foreign-form-detail = Chưa ghi gì. Xin mở trang trực tiếp rồi làm lại.
error-unreadable-form = Chưa đọc được yêu cầu
error-unreadable-form-detail = Chưa ghi gì: có ô bị thiếu hoặc viết chưa đúng dạng. Hãy quay lại, tải lại trang rồi thử lại.
error-internal = Có trục trặc ở phía chúng tôi
error-internal-detail = Chưa ghi gì. Xin thử lại sau ít phút.
error-log-in-first = Xin đăng nhập trước

refuse-no-roster = Không có lịch trực này
refuse-no-roster-detail = Trung tâm chưa có lịch bắt đầu từ ngày này. Xin xem danh sách các kỳ.
refuse-not-a-draft = Lịch này không sửa được nữa
refuse-not-a-draft-detail = Lịch { $status ->
    [submitted] đang chờ duyệt
    [approved] đã duyệt
    [published] đã công bố
    [closed] đã khóa
   *[draft] là bản nháp
}; chỉ bản nháp mới sửa được. Hãy lập phiên bản mới, hoặc chờ người duyệt trả lại.
refuse-wrong-status = Bước này chưa làm được
refuse-wrong-status-detail = Lịch { $is ->
    [draft] là bản nháp
    [submitted] đang chờ duyệt
    [approved] đã duyệt
    [published] đã công bố
   *[closed] đã khóa
}, còn bước này cần một lịch { $needs ->
    [draft] là bản nháp
    [submitted] đang chờ duyệt
    [approved] đã duyệt
    [published] đã công bố
   *[closed] đã khóa
}. Xin tải lại trang để xem hiện trạng.
refuse-unlawful = Chưa đúng luật
refuse-unlawful-detail = Còn { $count } chỗ trái luật nên chưa chuyển bước được. Hãy sửa từng chỗ rồi làm lại:
refuse-stale = Lịch vừa được người khác đổi
refuse-stale-detail = Chưa ghi gì. Xin tải lại trang, xem thay đổi mới rồi quyết định.
refuse-same-person = Người gửi không tự duyệt
refuse-same-person-detail = Bạn đã gửi lịch này, nên một người khác có quyền duyệt phải quyết định.
refuse-no-reason = Xin ghi lý do trả lại
refuse-no-reason-detail = Quản lý cần biết phải sửa điều gì. Hãy ghi một câu rồi trả lại.
refuse-propose = Chưa lập được lịch
refuse-not-monday = Kỳ lịch bắt đầu từ thứ hai, còn { $date } thì không. Hãy chọn một ngày thứ hai.
refuse-weeks = Một kỳ có từ 1 đến 8 tuần, không phải { $count }.
refuse-no-officers = Trung tâm chưa có cán bộ nào có kỹ năng mà các nhóm thủ tục cần. Hãy nhập officers.csv.
refuse-contradiction = Không xếp được { $officer }: những điều sau không thể cùng đúng. Hãy sửa một trong số đó.
clash-unavailable = đã báo không làm được ca { $shifts } ngày { $day }
clash-not-that-day = ngày { $day } không có ca { $shifts }, hoặc trung tâm đóng cửa
clash-not-agreed = chưa đồng ý ca { $shifts } ngày { $day }
clash-agreed-hours = đã dùng hết số giờ đồng ý trong tháng, nên không xếp được ca { $shifts } ngày { $day }
clash-exempt = được miễn ca { $shifts } ngày { $day } (làm thêm, buổi tối, ban đêm)
clash-rest-beside = làm ca { $shifts } ngày { $day } thì chỉ nghỉ { $rest } (cần { $least }) so với ca ở lịch khác
clash-rule = ca { $shifts } ngày { $day } sẽ vi phạm quy tắc “{ $rule }”{ $row }
clash-leave = nghỉ phép ngày { $day }
clash-pin = ô ngày { $day } ghim ca { $shift }
clash-evenings = mỗi tuần không quá { $count } buổi tối
clash-month-cap = tháng từ { $day } còn { $hours } làm thêm
clash-period-cap = trong tháng hoặc năm còn { $hours } làm thêm
clash-protected = được miễn làm thêm và làm tối
clash-no-consent = chưa đồng ý làm thêm
clash-rest = nghỉ ít nhất { $hours } giữa hai ca
clash-days-in-a-row = không làm quá { $count } ngày liền
clash-weekly-rest = mỗi tuần có một ngày nghỉ
clash-week-most = mỗi tuần không quá { $hours } giờ thường
clash-week-least = mỗi tuần ít nhất { $hours } giờ thường (trừ ngày phép)
refuse-forecast = Chưa dự báo được
refuse-no-history = Chưa có số liệu hồ sơ, kể cả của trung tâm cùng ngày mở cửa. Hãy nhập dossiers.csv hoặc cases.csv trước.
refuse-too-far-ahead = Số liệu dừng ở { $last }, quá xa để dự báo đến { $wanted }. Hãy nhập số liệu mới hơn.
refuse-requirement = Chưa tính được số cán bộ cần
refuse-requirement-setting = Mục cài đặt { $setting } không cho ra số cán bộ nào. Hãy nhập giá trị khác trong settings.csv.
refuse-requirement-block = Khung giờ { $block } ngày { $date } phải bắt đầu trước khi kết thúc và kết thúc chậm nhất lúc 24:00. Hãy sửa trong blocks.csv rồi nhập lại.
refuse-requirement-capacity = Thời gian làm việc cho { $skill } ngày { $date } không phải số phút từ 0. Hãy xem weekly_minutes trong officers.csv và số phút trong shifts.csv.
refuse-requirement-demand = Số hồ sơ hoặc số phút của nhóm { $group } ngày { $date } không phải số từ 0. Hãy xem groups.csv và dossiers.csv.
refuse-requirement-load = Hồ sơ dự kiến cho { $skill } ngày { $date } nhiều hơn mức quầy nào cũng phục vụ nổi. Hãy xem số liệu trong dossiers.csv và số phút trong groups.csv.
refuse-known = Chưa ghi được
refuse-known-no-name = Hãy đặt tên để người sau hiểu, ví dụ “Chiến dịch căn cước”.
refuse-known-long-name = Tên dài quá { $count } chữ. Hãy viết ngắn hơn.
refuse-known-backwards = Ngày cuối { $last } trước ngày đầu { $first }. Hãy đổi lại.
refuse-known-too-long = Khoảng này dài { $count } ngày, nhiều nhất được { $most } ngày. Nếu kéo dài hơn, hãy ghi là thay đổi lâu dài.
refuse-known-too-far = { $day } cách hôm nay hơn bốn năm. Hãy xem lại năm.
refuse-known-percent = Tỉ lệ phải là số nguyên từ 1 đến 1000; 100 là như ngày thường.
refuse-known-last = “{ $value }” không phải là ngày. Hãy viết như 2026-12-31 hoặc bỏ trống.
refuse-known-kind = Không có loại “{ $value }”. Hãy chọn trong danh sách.
refuse-known-holiday = { $day } là ngày nghỉ lễ, nghỉ bù, nghỉ hoán đổi hoặc ngày đóng cửa, không thể ghi thành ngày làm việc bình thường hay mở cửa thêm: người làm hôm đó được tính làm thêm ngày lễ, chưa xếp được trong lịch. Hãy ghi giờ đã làm vào ledger.csv sau buổi đó. Nếu chính anh chị đã ghi ngày nghỉ đó, hãy xóa mục ấy trước.
refuse-known-no-hours = Trung tâm chưa có khung giờ nào cho { $day }, nên mở cửa cũng không ai phục vụ. Hãy nhập khung giờ và ca của thứ đó (blocks.csv, shifts.csv) trước, hoặc ghi là ngày làm việc bình thường nếu là làm bù.
refuse-known-no-weekday = Trung tâm phải tiếp dân ít nhất một ngày trong tuần. Hãy đánh dấu các thứ mở cửa.
refuse-known-not-found = Mục này không còn. Có thể người khác vừa xóa; hãy tải lại trang.
refuse-so-far = Chưa tính được phần còn lại
refuse-so-far-count = Số hồ sơ đã nhận phải là số nguyên từ 0, ví dụ 120.
refuse-so-far-time = Giờ phải viết như 15:00.
refuse-no-forecast-day = Dự báo chưa tới ngày này
refuse-no-forecast-day-detail = Không có dự báo nào nói về { $day }. Dự báo đi xa 62 ngày kể từ số liệu cuối; hãy làm dự báo mới hoặc chọn ngày khác.
refuse-edit = Chưa đổi được ô này
refuse-unknown-officer = { $officer } không thuộc trung tâm này.
refuse-unknown-shift = Ca { $shift } không có ở đây vào ngày đó.
refuse-outside-period = Ngày { $date } nằm ngoài kỳ của lịch.
refuse-nothing-to-undo = Không còn thay đổi nào để hoàn tác.
refuse-no-cell = Không có ô này
refuse-no-cell-detail = Cán bộ hoặc ngày không nằm trong lịch. Xin mở lại từ bảng.
