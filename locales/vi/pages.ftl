# Tổng quan, dự báo, trang của tôi, thi đua, nhập dữ liệu.

## Tổng quan

overview-title = Tổng quan
overview-lead = { $count } trung tâm · tải và năng lực tính cho một ngày làm việc trong 28 ngày tới
overview-lead-filtered = Hiện { $shown } trong { $count } trung tâm khớp “{ $query }”
overview-none = Chưa có trung tâm nào.
overview-none-next = Hãy nhập dữ liệu trung tâm, cán bộ và hồ sơ để bắt đầu.
overview-none-ask = Hãy nhờ quản trị viên hoặc điều phối tỉnh nhập dữ liệu.
overview-none-match = Không có trung tâm nào khớp “{ $query }”.

overview-needs = Việc cần bạn làm
overview-needs-none = Không có việc nào chờ bạn.
overview-needs-more = Xem thêm { $count } việc
overview-need-breaches = Bản nháp { $period } có { $count } chỗ trái luật
overview-need-submit = Bản nháp { $period } đúng luật, chưa gửi duyệt
overview-need-returned = Lịch { $period } bị trả lại: { $reason }
overview-need-approve = Lịch { $period } chờ bạn duyệt
overview-need-approve-missing = Lịch { $period } chờ bạn duyệt, còn thiếu { $count } lượt người
overview-need-publish = Lịch { $period } đã duyệt, chưa công bố
overview-need-drift-more = Từ { $since } số hồ sơ đến nhiều hơn dự báo { $share }
overview-need-drift-less = Từ { $since } số hồ sơ đến ít hơn dự báo { $share }
overview-open-forecast = Mở dự báo
overview-need-propose = Chưa có lịch từ { $first }
overview-need-missing = Lịch { $period } đã công bố, còn thiếu { $count } lượt người
overview-open-roster = Mở lịch
overview-open-review = Xem và duyệt
overview-propose = Xếp lịch
overview-action-for = { $action }: { $centre }

overview-filter = Tên hoặc mã trung tâm
overview-filter-go = Lọc
overview-filter-clear = Bỏ lọc
overview-count-short = { $count } trung tâm thiếu người
overview-count-tight = { $count } còn lượt thiếu hoặc sát năng lực
overview-count-ok = { $count } đủ
overview-count-unknown = { $count } chưa có dự báo
overview-count-rosterless = { $count } chưa có lịch

overview-table = Các trung tâm
overview-centre = Trung tâm
overview-load = Tải / năng lực
overview-gap = Chênh lệch
overview-officers = Cán bộ
overview-demand = Hồ sơ/ngày
overview-overtime = Làm thêm cao nhất
overview-on-time = Đúng hạn
overview-roster = Lịch trực
overview-sort = Sắp theo { $column }
overview-load-figures = { $load } / { $capacity }
overview-load-share = tải bằng { $share } năng lực
overview-gap-short = thiếu { $hours } mỗi ngày
overview-gap-tight = sát năng lực, còn { $hours } mỗi ngày
overview-gap-spare = dư { $hours } mỗi ngày
overview-no-forecast = chưa có dự báo
overview-no-history = chưa có số liệu
overview-no-roster = chưa có lịch
overview-missing = thiếu { $count } lượt người
overview-missing-skills = làm được { $skills }
overview-missing-others = việc khác ({ $count })
overview-covered = đủ người
overview-breaches = { $count } chỗ trái luật
overview-overtime-share = { $hours } trên trần { $cap } một tháng
overview-forecast = Dự báo
overview-forecast-of = Dự báo của { $centre }
overview-of = { $figure } / { $whole }
overview-reading = Các con số này nghĩa là gì
overview-reading-load = Tải là số giờ làm việc dự kiến mỗi ngày làm việc (dự báo hồ sơ nhân thời gian xử lý). Năng lực là số giờ cán bộ thực làm được, đã trừ họp, nghỉ và vắng mặt.
overview-reading-gap = Chênh lệch = năng lực trừ tải, cùng số lượt người còn thiếu trong lịch. ▼ tải vượt năng lực, hoặc trung bình mỗi ngày mở cửa thiếu từ một lượt người; ▽ dự phòng dưới 10 %, hoặc còn thiếu vài lượt; ● đủ.
overview-reading-overtime = Làm thêm cao nhất là của cán bộ làm thêm nhiều nhất trong tháng này, so với trần của tháng.
overview-reading-on-time = Đúng hạn là tỷ lệ hồ sơ trả sớm hoặc đúng hạn trong 90 ngày gần nhất có số liệu.

## Dự báo

forecast-title = Dự báo hồ sơ
forecast-title-of = Dự báo hồ sơ: { $centre }
forecast-lead = { $centre } · số liệu đến hết { $cut }
forecast-lead-empty = { $centre } · chưa có dự báo
forecast-groups = Nhóm thủ tục
forecast-total = Tất cả
forecast-make = Dự báo lại
forecast-make-first = Lập dự báo
forecast-made = Đã lập dự báo mới.
forecast-empty = Chưa có dự báo cho trung tâm này.
forecast-empty-next = Người quản lý bấm “Lập dự báo”; việc này mất vài giây.
forecast-empty-manager = Việc này mất vài giây; dự báo dùng mọi số liệu đã nhập.

forecast-chart = Hồ sơ mỗi ngày
forecast-chart-alternative = Biểu đồ hồ sơ mỗi ngày từ { $from } đến { $to }.
forecast-summary-past = { $days } ngày mở cửa vừa qua: trung bình { $mean } hồ sơ/ngày, nhiều nhất { $highest } ngày { $highest_day }.
forecast-summary-ahead = Trong bốn tuần tới ({ $days } ngày mở cửa): dự kiến { $mean } hồ sơ/ngày, cao điểm { $peak_day } khoảng { $peak } (80 %: { $low }–{ $high }).
forecast-summary-later = Sau đó còn đông hơn vào { $peak_day }: khoảng { $peak } (80 %: { $low }–{ $high }).
forecast-beyond = Ngoài phạm vi biểu đồ: { $days }.
forecast-today = Hôm nay
forecast-key-came = đã đến
forecast-key-outside = ngoài khoảng 80 % đã dự báo
forecast-key-before = đã dự báo (giữa và khoảng 80 %)
forecast-key-median = dự báo (giữa)
forecast-key-80 = 8 trong 10 ngày
forecast-key-95 = 19 trong 20 ngày
forecast-key-closed = không tiếp dân
forecast-key-special = ngày lễ, ngày đặc biệt
forecast-dot = { $day }: { $count } hồ sơ
forecast-dot-expected = { $day }: { $count } hồ sơ, đã dự báo { $expected } (80 %: { $low }–{ $high })

forecast-accuracy = Dự báo đúng đến đâu
forecast-accuracy-none = Chưa so được: cần ít nhất vài ngày vừa có dự báo vừa có số thật.
forecast-accuracy-days = { $origins ->
    [1] Qua một lần dự báo, so 28 ngày sau đó
   *[other] Qua { $origins } lần dự báo cách nhau khoảng hai tuần, mỗi lần so 28 ngày sau đó
}: { $days } ngày có số liệu.
forecast-accuracy-kept = { $anew ->
    [0] Đều là dự báo đã lưu lúc ấy.
   *[other] { $kept ->
        [0] Chưa lần nào được lưu lúc ấy; tất cả được làm lại từ số liệu của thời điểm đó.
       *[other] { $kept } lần là dự báo đã lưu lúc ấy; { $anew } lần được làm lại từ số liệu của thời điểm đó.
    }
}
forecast-mase-better = Sai số ít hơn { $share } so với cách lấy số của cùng ngày tuần trước.
forecast-mase-equal = Sai số ngang với cách lấy số của cùng ngày tuần trước.
forecast-mase-worse = Sai số nhiều hơn { $share } so với cách lấy số của cùng ngày tuần trước. Hãy xem có việc gì bất thường.
forecast-mase = MASE { $mase } (1 = ngang tuần trước, càng nhỏ càng tốt)
forecast-coverage = { $inside } trong { $days } ngày ({ $share }) nằm trong khoảng 80 %; mong đợi khoảng 8 trong 10 ngày.
forecast-coverage-good = Khoảng dự báo đáng tin.
forecast-coverage-narrow = Khoảng dự báo đang hẹp hơn thực tế: hãy chừa thêm người.
forecast-coverage-wide = Khoảng dự báo rộng hơn cần thiết: số thật ít dao động hơn.
forecast-better = tốt hơn tuần trước
forecast-equal = ngang tuần trước
forecast-worse = kém hơn tuần trước
forecast-covered = khoảng đáng tin
forecast-narrow = khoảng quá hẹp
forecast-wide = khoảng rộng

forecast-special-days = Ngày lễ và ngày đặc biệt
forecast-table-ahead = Bảng số các ngày tới
forecast-table-past = 28 ngày qua: dự báo và thực tế
forecast-day = Ngày
forecast-median = Dự kiến
forecast-band80 = Khoảng 80 %
forecast-band95 = Khoảng 95 %
forecast-expected = Đã dự báo
forecast-came = Đã đến
forecast-difference = Chênh
forecast-outside = ngoài khoảng
forecast-inside = trong khoảng
forecast-closed = không tiếp dân
forecast-not-observed = chưa có số
forecast-range = { $low }–{ $high }
forecast-open-roster = Lịch trực
forecast-group = Nhóm thủ tục
forecast-borrowed = Trung tâm chưa có số liệu của mình.
forecast-borrowed-next = Con số dưới đây lấy từ các trung tâm cùng ngày mở cửa, theo số dân, và chỉ để bắt đầu. Nhập dossiers.csv để có dự báo riêng.
forecast-drift = Dự báo không còn khớp.
forecast-drift-more = Từ { $since } số hồ sơ đến nhiều hơn dự báo { $share }: { $outside } trong { $days } ngày mở cửa gần nhất vượt khoảng 80 %.
forecast-drift-less = Từ { $since } số hồ sơ đến ít hơn dự báo { $share }: { $outside } trong { $days } ngày mở cửa gần nhất dưới khoảng 80 %.
forecast-drift-next = Nếu biết lý do, hãy ghi lại một thay đổi lâu dài.
forecast-table-scores = Dự báo đúng đến đâu, theo từng nhóm
forecast-score-coverage = Trong khoảng 80 %
forecast-score-days = Số ngày
forecast-score-drift = Còn khớp không
forecast-score-fits = khớp
forecast-score-more = đến nhiều hơn
forecast-score-less = đến ít hơn
forecast-scores-about = Trung bình của những lần dự báo gần đây cách nhau khoảng hai tuần, mỗi lần so với 28 ngày sau đó; ngày nằm trong nhiều lần được tính nhiều lần. MASE dưới 1 là tốt hơn cách lấy số của tuần trước.

known-title = Điều anh chị biết trước
known-lead = Lịch của trung tâm này: đóng cửa, mở thêm, làm bù, nghỉ lễ, sự kiện, thay đổi lâu dài. Dự báo được làm lại ngay khi ghi.
known-none = Chưa ghi điều gì.
known-add = Ghi thêm
known-kind = Loại
known-kind-event = Sự kiện: đông hơn hoặc vắng hơn
known-kind-closed = Đóng cửa
known-kind-open = Mở cửa thêm: ngày lẽ ra không tiếp dân
known-kind-work-in-lieu = Ngày làm việc bình thường (làm bù, hoặc hóa ra không nghỉ)
known-kind-off-in-lieu = Nghỉ hoán đổi
known-kind-holiday = Ngày nghỉ lễ theo thông báo
known-kind-reform = Thay đổi lâu dài từ ngày này
known-name = Tên gọi
known-name-hint = Cùng loại, cùng ngày đầu, cùng tên thì thay cho mục cũ. Sự kiện cùng tên học từ lần trước.
known-first = Từ ngày
known-last = Đến ngày
known-last-hint = Bỏ trống nếu chỉ một ngày.
known-percent = So với ngày thường (%)
known-percent-hint = Chỉ cho sự kiện: 150 là đông gấp rưỡi. Bỏ trống nếu chưa rõ.
known-note = Ghi và dự báo lại
known-noted = Đã ghi và làm lại dự báo.
known-strike = Xóa
known-strike-which = Xóa: { $name }, { $days }
known-closed = đóng cửa
known-open = mở cửa thêm
known-work-in-lieu = ngày làm việc bình thường
known-off-in-lieu = nghỉ hoán đổi
known-holiday = nghỉ lễ
known-event = sự kiện
known-event-percent = sự kiện, dự kiến bằng { $share } ngày thường
known-reform = thay đổi lâu dài
known-lasting = từ { $day }
known-opening-days = mở cửa { $weekdays }
opening-days-now = Tiếp dân các ngày
opening-days-change = Đổi ngày tiếp dân trong tuần
opening-days-weekdays = Các thứ tiếp dân
opening-days-first-hint = Tính từ ngày này. Các ngày trước giữ nguyên.
opening-days-name = Văn bản hoặc lý do
opening-days-name-hint = Ví dụ “QĐ 12/QĐ-UBND: tiếp dân cả thứ bảy”.

needs-title = Cần bao nhiêu người: { $day }
needs-lead = { $centre } · từ số hồ sơ đến số người
needs-back = Dự báo
needs-day-before = Ngày trước
needs-day-after = Ngày sau
needs-closed = Ngày này trung tâm không tiếp dân.
needs-nobody = Ngày này dự báo không có việc cho quầy nào.
needs-load = Hồ sơ và phút làm việc
needs-at-quantile = Mức { $quantile }
needs-minutes-each = Phút mỗi hồ sơ
needs-minutes = Phút
needs-counter-why = Quầy, và vì sao
needs-dossiers = Hồ sơ
needs-floor = Tối thiểu
needs-target = Nên có
needs-officers = cần { $count } người
needs-why-wait = Lúc đông nhất bận { $load } người cùng lúc; với số người này { $share } người dân được gọi đúng hẹn.
needs-beyond = cần { $wanted } người, hôm đó trung tâm có { $there }
needs-beyond-skill = Cần { $wanted } người, hôm đó trung tâm có { $there } người làm được việc này.
needs-together = Dự báo chung cho tất cả các nhóm: dự kiến { $median }, ở mức { $quantile } là { $dossiers }, ít hơn con số { $sum } ở trên vì hiếm khi mọi nhóm cùng đông trong một ngày.
needs-why-work = Riêng { $minutes } phút việc đã cần { $count } người, mỗi người dành { $each } phút cho hồ sơ trong khung giờ này ({ $share } thời gian).
needs-why-work-limited = Riêng { $minutes } phút việc lẽ ra cần { $count } người, mỗi người dành { $each } phút cho hồ sơ trong khung giờ này ({ $share } thời gian); giờ hành chính chỉ có { $there } người, phần còn lại chưa làm hết.
needs-why-own = Người dân đến trong giờ này mang theo { $minutes } phút việc.
needs-why-backlog = Gánh { $minutes } phút việc mà giờ hành chính không làm hết.
needs-waiting = Việc còn tồn từ trước kỳ dự báo
needs-waiting-left = còn { $minutes } phút phải chờ ngày sau
needs-why-waited = Trong đó { $minutes } phút là việc tồn từ trước.
needs-why-presence = Ít việc, nhưng quầy không được bỏ trống.
needs-why-session = Tổ công tác của buổi lưu động.
needs-why-standby = Ngày thường không cần ai; ngày đông (khoảng một trong mười ngày) thì gọi người dự bị.
needs-how = Mục tiêu: { $share } người dân được gọi trong { $minutes } phút (cài đặt), thử bằng cách mô phỏng nhiều ngày như thế. Mỗi người dành { $productive } giờ làm cho hồ sơ. Số hồ sơ lấy ở mức { $quantile } của dự báo, các lĩnh vực cùng một kỹ năng được tính chung vì hiếm khi cùng đông trong một ngày. Ngoài ra mỗi khung giờ cần một người ký. Dự bị là số người nên sẵn sàng thêm cho ngày đông (mức 90 %).
needs-standby = Dự bị
needs-away = Trong số người trên lịch có { $share } vắng vì họp, tập huấn, nên số nên có nhiều hơn số phải có mặt.
now-title = Hôm nay đến giờ này
now-so-far = Hồ sơ đã nhận
now-at = Tính đến
now-ask = Tính phần còn lại
now-rest = Còn sẽ đến
now-minutes = Phút việc còn lại
now-day = Cả ngày
now-morning = Dự báo sáng nay
now-between = 8 trong 10 lần từ { $low } đến { $high }
now-groups = Phần còn lại của hôm nay theo nhóm thủ tục
now-about = Đến { $at } thường đã nhận { $share } hồ sơ của ngày. Nhập số đã nhận để biết phần còn lại.
now-about-typed = Đến { $at } thường đã nhận { $share } hồ sơ của ngày.
now-groups-caption = Theo nhóm thủ tục; số nhỏ: 8 trong 10 lần nằm trong khoảng này.
now-about-counted = Đến { $at } thường đã nhận { $share } hồ sơ của ngày. Số đã nhận được đếm từ từng hồ sơ đã nhập.

feast-new-year = Tết Dương lịch
feast-tet = Tết Nguyên đán
feast-hung-kings = Giỗ Tổ Hùng Vương
feast-reunification-day = Ngày Chiến thắng 30/4
feast-labour-day = Quốc tế Lao động
feast-national-day = Quốc khánh
feast-culture-day = Ngày Văn hóa Việt Nam
feast-off-in-lieu = Nghỉ hoán đổi
feast-work-in-lieu = Làm bù
feast-compensatory = Nghỉ bù
feast-closed = Đóng cửa

## Trang của tôi

me-title = Giờ của tôi
me-next = Ca tiếp theo
me-next-now = Ca hôm nay
me-next-none = Chưa có ca nào phía trước
me-next-none-detail = Lịch mới sẽ hiện ở đây ngay khi được công bố.
me-today = Hôm nay, { $day }
me-tomorrow = Ngày mai, { $day }
me-times = { $start } – { $end }
me-colleagues = { $count ->
    [0] Bạn làm một mình hôm đó
   *[other] cùng { $count } người khác
}
me-overtime-part = trong đó { $hours } làm thêm
me-month = Tháng { $month } của tôi
me-month-previous = Tháng trước
me-month-next = Tháng sau
me-month-current = Về tháng { $month }
me-cell-away = vắng
me-cell-holiday = lễ
me-day-shift = { $day }: { $shift }, { $start } – { $end }
me-day-away = { $day }: vắng mặt
me-day-holiday = { $day }: ngày nghỉ lễ
me-day-free = { $day }: không có ca
me-hours = Giờ làm thêm
me-hours-month = Tháng { $month }
me-hours-year = Năm { $year }
me-of-cap = / { $cap } trần
me-left = còn { $hours }
me-near-cap = gần trần, còn { $hours }
me-at-cap = đã chạm trần: không ai được xếp thêm giờ cho bạn
me-week = Tuần này
me-evenings = Buổi tối tháng { $month }
me-evenings-count = { $count } buổi
me-ahead = Các ca sắp tới
me-ahead-none = Chưa có ca nào được công bố.
me-ahead-more = Xem thêm { $count } ca
me-published-until = Lịch đã công bố đến hết { $day }. Ca sau ngày đó chưa chắc chắn và không hiện ở đây.
me-published-none = Chưa có lịch nào được công bố cho bạn.
me-legend = Chú giải

## Thi đua

recognition-title = Xem xét tháng { $month }
recognition-lead = Ba điều tách riêng: đóng góp, cơ hội, gánh nặng. Số giờ không phải là công trạng.
recognition-previous = Tháng trước
recognition-next = Tháng sau
recognition-centre = Trung tâm
recognition-show = Xem
recognition-anonymous = Lượt xem ẩn danh
recognition-table = Đóng góp, cơ hội và gánh nặng của từng cán bộ
recognition-rank = Hạng
recognition-officer = Cán bộ
recognition-code = Mã { $code }
recognition-contribution = Đóng góp
recognition-opportunity = Cơ hội
recognition-burden = Gánh nặng
recognition-share = Phần buổi khó của trung tâm
recognition-evenings = Buổi tối
recognition-outreach = Lưu động
recognition-early = Ca sớm
recognition-weekend = Cuối tuần
recognition-taken = Nhận / có thể nhận
recognition-leave = Ngày vắng
recognition-overtime = Làm thêm tháng
recognition-sessions = { $count } buổi
recognition-exempt = được miễn
recognition-unranked = không xếp hạng
recognition-taken-share = nhận { $share } số buổi có thể nhận
recognition-taken-none = không có buổi nào có thể nhận
recognition-evidence-share = { $taken } buổi tối, lưu động và cuối tuần đã làm
recognition-evidence-leave = Số ngày vắng lấy từ sổ nghỉ; hội đồng không thấy lý do.
recognition-evidence-overtime = Các ngày có ca ngoài giờ hành chính
recognition-evidence-overtime-note = Phần giờ còn lại, nếu có, là giờ đã ghi trong sổ trước khi có lịch.
recognition-burden-ok = trong mức
recognition-burden-near = gần trần
recognition-burden-over = chạm hoặc vượt trần
recognition-note-rank = Hạng so tỷ lệ buổi đã nhận trên số buổi có thể nhận, nên ai ít được mời hơn không bị thiệt. Tỷ lệ bằng nhau thì hạng bằng nhau.
recognition-note-exempt = { $codes } được miễn làm thêm nên không bị so về số buổi.
recognition-note-over = { $codes } chạm trần: giờ vượt mức lành mạnh không được tính là đóng góp.
recognition-note-evidence = Bấm vào một con số để xem từng ngày đứng sau nó.
recognition-empty = Tháng này chưa có lịch công bố nào để xem xét.
recognition-empty-next = Hãy chọn tháng khác, hoặc chờ trung tâm công bố lịch.

## Nhập dữ liệu

import-title = Nhập dữ liệu
import-lead = Tải lên các bảng CSV (UTF-8) hoặc một sổ XLSX có mỗi bảng một trang. Bước đầu luôn là kiểm tra; chưa có gì được ghi.
import-step-choose = 1. Chọn tệp
import-files = Tệp CSV hoặc một tệp XLSX
import-choose = Chọn tệp…
import-none-chosen = Chưa chọn tệp nào
import-files-hint = Có thể chọn nhiều tệp cùng lúc. Tổng cộng không quá { $limit }.
import-busy = Đang tải lên và kiểm tra…
import-check = Kiểm tra, chưa ghi
import-now = Nhập ngay
import-again = Chọn lại đúng các tệp đã kiểm tra ở trên, rồi bấm “Nhập ngay”.
import-not-checked = Các tệp này khác với lần kiểm tra trước, hoặc chưa được kiểm tra. Dưới đây là kết quả kiểm tra; hãy xem rồi bấm “Nhập ngay”.
import-preview = Kết quả kiểm tra
import-preview-lead = Chưa có gì được ghi. Nếu nhập, dữ liệu sẽ thay đổi như sau.
import-preview-nothing = Mọi dòng đã có sẵn y như vậy: không có gì để nhập.
import-done = Đã nhập xong
import-done-lead = { $added } dòng mới, { $changed } dòng thay đổi. Mỗi thay đổi đã ghi vào nhật ký.
import-table = Bảng
import-added = Mới
import-changed = Thay đổi
import-unchanged = Giữ nguyên
import-notices = Lưu ý
import-tables-known = Các bảng nhận được
import-tables-known-hint = Tên tệp (hoặc tên trang) cho biết bảng. Cột thừa bị bỏ qua và có báo lại.
import-refused = Chưa nhập được: { $count } chỗ cần sửa
import-refused-lead = Không có gì được ghi. Hãy sửa các chỗ dưới đây rồi tải lên lại.
import-refused-many = Việc đọc dừng sau { $count } chỗ; có thể còn nữa.
import-refused-rest = Còn { $count } chỗ khác chưa hiện; hãy sửa các chỗ trên trước.
import-file = Tệp
import-line = Dòng
import-lines-more = { $lines } và { $count } dòng nữa
import-column = Cột
import-value = Giá trị
import-problem = Cần sửa thế nào
import-no-value = (trống)
import-whole-file = cả tệp
import-no-files = Chưa chọn tệp nào.
import-no-files-next = Hãy chọn ít nhất một tệp CSV hoặc XLSX.
import-too-large = Tệp lớn quá
import-too-large-detail = Tổng dung lượng các tệp vượt quá { $limit } nên không được nhận; không có gì được ghi. Hãy tải ít tệp hơn hoặc ít năm hơn mỗi lần, hoặc chạy “catruc import” trên máy chủ.
import-broken-upload = Tải lên chưa xong
import-broken-upload-detail = Việc tải lên bị đứt giữa chừng. Không có gì được ghi; hãy thử lại.

import-no-known-file = Không có bảng nào nhận ra được; hãy đặt tên tệp như centres.csv hoặc dossiers.csv.
import-unreadable-file = Không đọc được tệp ({ $reason }); hãy kiểm tra và lưu lại.
import-repeated-file = Bảng này đã có trong { $other }; chỉ gửi một lần.
import-empty-file = Tệp trống; hãy viết dòng tiêu đề, hoặc bỏ tệp này ra.
import-not-utf8 = Chữ không phải UTF-8 (byte { $byte }); hãy lưu lại dạng CSV UTF-8.
import-nul-byte = Có byte 0 (byte { $byte }); hãy lưu lại dạng CSV UTF-8.
import-unterminated-quote = Dấu nháy mở ở đây mà không đóng; hãy đóng lại, hoặc gửi tệp đầy đủ.
import-no-final-line-end = Dòng cuối không có dấu xuống dòng nên có thể bị cắt mất; hãy gửi tệp đầy đủ, hoặc xuống dòng ở cuối nếu tệp đã đủ.
import-field-too-long = Ô dài { $got } byte, tối đa { $limit }; có thể thiếu dấu nháy, hoặc hãy rút gọn.
import-missing-column = { $similar ->
    [none] Thiếu cột { $column }; hãy thêm vào dòng tiêu đề.
   *[other] Thiếu cột { $column }; có phải là { $similar } trong dòng tiêu đề? Hãy viết { $column } ở đó.
}
import-duplicate-column = Cột { $column } có hai lần; hãy giữ một.
import-truncated-row = Dòng có { $got } trên { $expected } ô; hãy điền đủ, hoặc gửi tệp đầy đủ.
import-overlong-row = Dòng có { $got } ô mà tiêu đề có { $expected }; hãy đặt nháy quanh ô có dấu phân cách.
import-empty-cell = Ô này bắt buộc mà đang trống; hãy điền.
import-wrong-type = { $expected ->
    [whole-number] Cần số nguyên; chỉ viết chữ số, ví dụ 12.
    [whole-minutes] Cần số phút nguyên; chỉ viết chữ số, ví dụ 480.
    [decimal] Cần một số; viết với dấu chấm thập phân, ví dụ 0.5.
    [three-decimals] Cần một số tối đa ba chữ số thập phân, ví dụ 2.34.
    [yes-no] Cần yes hoặc no.
    [weekday] Cần thứ trong tuần; viết 1 (thứ Hai) đến 7 (Chủ nhật).
    [weekdays] Cần danh sách thứ, ví dụ 1;2;3;4;5 (1 là thứ Hai), hoặc * cho mọi ngày.
    [due] Cần same_day hoặc days:N, N là số ngày làm việc.
    [half-hour] Cần giờ chẵn hoặc nửa giờ, ví dụ 07:30 hoặc 08:00.
    [roles] Cần danh sách vai trò@TRUNG TÂM, ví dụ manager@SB;approver@SB.
    [crew] Cần danh sách vai trò:số người, ví dụ greeter:2;guide:6.
    [time-zone] Cần tên múi giờ, ví dụ Asia/Ho_Chi_Minh.
   *[other] Sai dạng giá trị.
}
import-not-allowed = Hãy viết một trong: { $allowed }.
import-negative-count = Số { $of ->
    [dossiers] hồ sơ
    [citizens] công dân
    [procedures] thủ tục
    [residents] dân cư
    [counters] quầy
    [minutes] phút
    [officers] cán bộ
   *[other] lượng
} không thể âm; hãy viết 0 trở lên.
import-out-of-range = Số ngoài khoảng; hãy viết từ { $minimum } đến { $maximum }.
import-setting-out-of-range = Giá trị ngoài khoảng; hãy viết { $bounds ->
    [least] từ { $least } trở lên và nhỏ hơn { $most }
    [most] lớn hơn { $least } và không quá { $most }
    [neither] lớn hơn { $least } và nhỏ hơn { $most }
   *[both] từ { $least } đến { $most }
}. { $why ->
    [promise] Hứa kịp cho tất cả thì bao nhiêu cán bộ cũng không đủ, còn không hứa với ai thì không cần cán bộ nào.
    [productive] Cán bộ không có thời gian cho hồ sơ thì không phục vụ được ai.
    [away] Tất cả đều vắng thì không còn ai phục vụ.
    [month-cap] Pháp luật không cho làm thêm nhiều hơn trong một tháng (Điều 1 khoản 2, Nghị quyết 17/2022/UBTVQH15).
    [year-cap] Pháp luật không cho làm thêm nhiều hơn trong một năm (Điều 107 khoản 3, Bộ luật Lao động 45/2019/QH14).
    [normal-day] Ngày làm việc bình thường không quá 10 giờ, khi giờ làm tính theo tuần (Điều 105, Bộ luật Lao động 45/2019/QH14).
    [rest] Giữa hai ca có ít nhất 10,5 giờ nghỉ, kể cả khi không ca nào dời giờ làm việc.
    [shift-change] Người chuyển ca được nghỉ ít nhất 12 giờ trước ca sau (Điều 110, Bộ luật Lao động 45/2019/QH14).
   *[slip] Giá trị khác chỉ có thể là viết nhầm.
}
import-bad-date = Không có ngày này; viết YYYY-MM-DD hoặc DD/MM/YYYY.
import-bad-time = Không phải giờ trong ngày; viết HH:MM, từ 00:00 đến 23:59.
import-bad-date-time = Không phải ngày kèm giờ; viết YYYY-MM-DDTHH:MM, thêm +07:00 nếu không phải giờ địa phương.
import-unknown-code = Không có { $kind ->
    [centre] trung tâm
    [site] địa điểm
    [group] nhóm thủ tục
    [officer] cán bộ
    [shift] ca
    [block] khung giờ
    [scope] phạm vi
   *[other] mục
} nào mang mã này; hãy thêm vào { $file } hoặc sửa lại (phân biệt chữ hoa).
import-duplicate-row = Dòng { $first_line } đã có đúng như thế; hãy giữ một trong hai.
import-end-before-start = Phải sau cột { $start }; hãy sửa một trong hai.
import-maximum-below-minimum = Nhỏ hơn cột minimum; hãy sửa một trong hai.
import-bad-rule = Dòng quy tắc này chưa dùng được: { $why }.
import-more-than-span = Chỉ có { $available } phút giữa lúc bắt đầu và kết thúc; hãy sửa số phút hoặc giờ.
import-shares-not-one = Tỷ lệ của trung tâm { $centre }, nhóm { $group }{ $weekday ->
    [none] {""}
   *[other] , thứ { $weekday }
} cộng lại là { $sum }; hãy sửa cho bằng 1.
import-needs-one-of = Hãy điền ít nhất một trong: { $columns }.
import-own-parent = Trung tâm thành cấp trên của chính nó; hãy sửa cột parent.

import-notice-unknown-column = Cột { $column } không dùng đến và đã bỏ qua.
import-notice-unknown-file = Không nhận ra bảng này và đã bỏ qua.
import-notice-skill-without-officer = Chưa cán bộ nào có kỹ năng { $skill }.
import-notice-skill-without-group = Không nhóm thủ tục nào cần kỹ năng { $skill } của cán bộ { $officer }; hãy xem lại cách viết.
import-notice-unknown-in-rule = Dòng { $rule } nhắc đến { $code } nhưng không có ca, kỹ năng hay cán bộ nào tên như vậy; hãy xem lại cách viết.
import-notice-unknown-setting = Không có mục cài đặt nào tên { $key } nên giá trị này không có tác dụng; hãy xem lại cách viết.
import-notice-raised-cap = { $key } = { $hours } nâng trần của Điều 107 (40 giờ một tháng, 200 giờ một năm) mà không nêu căn cứ. Dòng overtime-monthly hoặc overtime-yearly trong rules.csv ghi căn cứ ở cột citation.
