# أوامر الطوارئ (المادة 108 من قانون العمل): صفحتها، وشريطها على اللوحة، وما يُرفض

order-title = أوامر الطوارئ (المادة 108)
order-open = أوامر الطوارئ
order-lead = عند أمر دفاع أو كارثة أو حريق أو وباء، يأمر المعتمِد بعمل إضافي في أيام محددة. ولا تُستعمل أبدًا لإنجاز المتأخر من المعاملات.
order-to-roster = فتح الجدول
order-list = أوامر هذا المركز
order-none = لا أوامر بعد.
order-new = إصدار أمر
order-new-lead = يصدر الأمر باسمك، ويظهر للجميع على اللوحة ويبقى مسجلًا: يمكن سحبه قبل يومه الأول، وإنهاؤه قبل موعده بعد ذلك. لا يضيف المخطِّط ساعات إضافية من تلقاء نفسه؛ يضعها المدير بيده.
order-ground = السبب القانوني
order-ground-choose = اختر السبب القانوني
order-ground-defence-order = أمر تعبئة أو دفاع
order-ground-disaster = كارثة طبيعية
order-ground-fire = حريق
order-ground-epidemic = وباء خطير
order-first = من يوم
order-last = حتى نهاية يوم
order-last-hint = { $most ->
    [one] مطلوب، يوم واحد على الأكثر. إن طال الأمر فأصدر أمرًا آخر.
    [two] مطلوب، يومان على الأكثر. إن طال الأمر فأصدر أمرًا آخر.
    [few] مطلوب، { $most } أيام على الأكثر. إن طال الأمر فأصدر أمرًا آخر.
   *[other] مطلوب، { $most } يومًا على الأكثر. إن طال الأمر فأصدر أمرًا آخر.
}
order-reason = السبب
order-reason-hint = ماذا حدث وما الذي يجب عمله. يقرؤه كل من يرى الجدول.
order-document = الوثيقة
order-document-hint = رقمها وتاريخها وجهة إصدارها، مثل «برقية ‎12/CĐ-UBND‎ بتاريخ 9 ديسمبر 2026».
order-give = إصدار الأمر
order-end = إنهاء اليوم
order-end-which = إنهاء اليوم: { $ground }، { $days }
order-call-off = إلغاء الأمر
order-call-off-which = إلغاء الأمر: { $ground }، { $days }
order-state-coming = لم يسرِ بعد
order-state-running = سارٍ
order-state-over = انتهى
order-state-called-off = أُلغي
order-about = أصدره ⁨{ $person }⁩ في { $at }. يسري { $days }. الوثيقة: ⁨{ $document }⁩.
order-ended = أنهاه ⁨{ $person }⁩ في { $at }؛ آخر أيامه { $last }.
order-called-off = ألغاه ⁨{ $person }⁩ في { $at } قبل أن يسري.
order-done-given = صدر الأمر، وهو ظاهر على لوحة تلك الأيام.
order-done-ended = أُنهي الأمر. اليوم آخر أيامه.
order-done-withdrawn = سُحب الأمر قبل يومه الأول، فلا يرفع أي حد.
order-banner-title = أمر طوارئ، المادة 108: { $ground }.
order-banner-means = في هذه الأيام يُذكر غياب الموافقة وتجاوز حدود العمل الإضافي دون أن يمنعا. وتبقى الراحة والإجازة وحماية المشمولين بها كما في القانون. وتُحتسب كل ساعة.
order-banner-more = عرض الأوامر
order-lifted-line = { $breach } مسموح بأمر الطوارئ الصادر عن ⁨{ $person }⁩ حتى { $last }: ⁨{ $reason }⁩
order-lifted-elsewhere = { $breach } مسموح بأمر طوارئ للمركز الذي جرى فيه العمل ذلك اليوم.
reasons-lifted = { $count ->
    [one] حالة واحدة يسمح بها أمر طوارئ.
    [two] حالتان يسمح بهما أمر طوارئ.
    [few] { $count } حالات يسمح بها أمر طوارئ.
   *[other] { $count } حالة يسمح بها أمر طوارئ.
}
review-lifted = { $count ->
    [one] حالة واحدة بأمر طوارئ
    [two] حالتان بأمر طوارئ
    [few] { $count } حالات بأمر طوارئ
   *[other] { $count } حالة بأمر طوارئ
}

refuse-order = لم يُحفظ الأمر
refuse-order-back = العودة إلى أوامر الطوارئ
refuse-order-no-reason = الأمر يحتاج إلى سبب. اكتب ماذا حدث.
refuse-order-long-reason = السبب أطول من { $count } حرفًا. اكتبه أقصر.
refuse-order-no-document = الأمر يحتاج إلى وثيقة. اكتب رقمها وتاريخها وجهة إصدارها.
refuse-order-long-document = اسم الوثيقة أطول من { $count } حرفًا. اكتبه أقصر.
refuse-order-no-end = الأمر يحتاج إلى يوم أخير، على ألا تتجاوز مدته { $most } يومًا.
refuse-order-backwards = اليوم الأخير { $last } يسبق اليوم الأول { $first }. غيّر أحدهما.
refuse-order-too-long = مدة الأمر { $count } يومًا، والحد { $most } يومًا. اختر يومًا أخيرًا أقرب؛ ويمكن إصدار أمر آخر لاحقًا.
refuse-order-too-far = لا يصح { $day } يومًا أول: المسموح حتى { $back } أيام مضت و{ $ahead } يومًا مقبلة. راجع التاريخ.
refuse-order-not-found = لا يوجد هذا الأمر. أعد تحميل الصفحة.
refuse-order-over = انتهى هذا الأمر منذ { $last }. لا حاجة إلى إنهائه.
refuse-order-ground = لا يوجد سبب قانوني «⁨{ $value }⁩». اختر من القائمة.
refuse-order-last = «⁨{ $value }⁩» ليس تاريخًا. اكتبه مثل ‎2026-12-31‎.
