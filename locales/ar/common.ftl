# ما تشترك فيه جميع الصفحات.
skip-to-content = انتقل إلى المحتوى
nav-label = الصفحات
menu = القائمة
nav-overview = نظرة عامة
nav-forecast = التوقعات
nav-roster = جدول المناوبات
nav-me = مناوباتي
nav-recognition = التكريم
nav-imports = استيراد البيانات
language-label = اللغة
log-out = تسجيل الخروج
close = إغلاق
number-under = أقل من { $figure }
list-separator = ،{ " " }
and-more = { " " }{ $count ->
    [one] وموظف آخر
    [two] وموظفان آخران
    [few] و{ $count } موظفين آخرين
   *[other] و{ $count } موظفًا آخر
}

role-admin = مسؤول النظام
role-province = منسق المقاطعة
role-manager = مدير
role-approver = معتمِد
role-officer = موظف
role-committee = لجنة التكريم
role-auditor = مدقق
person-without-account = مشغّل النظام (⁨{ $login }⁩)

weekday-mon = إثنين
weekday-tue = ثلاثاء
weekday-wed = أربعاء
weekday-thu = خميس
weekday-fri = جمعة
weekday-sat = سبت
weekday-sun = أحد
weekday-long-mon = الإثنين
weekday-long-tue = الثلاثاء
weekday-long-wed = الأربعاء
weekday-long-thu = الخميس
weekday-long-fri = الجمعة
weekday-long-sat = السبت
weekday-long-sun = الأحد
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
month-long-1 = يناير
month-long-2 = فبراير
month-long-3 = مارس
month-long-4 = أبريل
month-long-5 = مايو
month-long-6 = يونيو
month-long-7 = يوليو
month-long-8 = أغسطس
month-long-9 = سبتمبر
month-long-10 = أكتوبر
month-long-11 = نوفمبر
month-long-12 = ديسمبر
month-short-1 = يناير
month-short-2 = فبراير
month-short-3 = مارس
month-short-4 = أبريل
month-short-5 = مايو
month-short-6 = يونيو
month-short-7 = يوليو
month-short-8 = أغسطس
month-short-9 = سبتمبر
month-short-10 = أكتوبر
month-short-11 = نوفمبر
month-short-12 = ديسمبر

holiday-new-year = رأس السنة الميلادية
holiday-tet = رأس السنة القمرية (تيت)
holiday-hung-kings = ذكرى ملوك هونغ
holiday-reunification-day = يوم النصر 30 أبريل
holiday-labour-day = عيد العمال
holiday-national-day = العيد الوطني
holiday-culture-day = يوم الثقافة

status-draft = مسودة
status-submitted = بانتظار الاعتماد
status-approved = معتمد
status-published = منشور
status-closed = مغلق

block-EAR = مبكر
block-MOR = صباح
block-AFT = بعد الظهر
block-LAT = متأخر
block-EVE = مساء
block-OUT = ميداني

kind-regular = دوام رسمي
kind-early = مبكر
kind-evening = مع المساء
kind-outreach = ميداني
kind-weekend = نهاية الأسبوع
kind-standby = استعداد
kind-hotline = الخط الساخن

skill-reception = استقبال
skill-certify = تصديق
skill-certification = تصديق
skill-civil = أحوال مدنية
skill-residence = إقامة
skill-land = أراضٍ
skill-construction = بناء
skill-business = أعمال
skill-social = شؤون اجتماعية
skill-sign = توقيع
skill-guide = إرشاد
skill-online = معاملات إلكترونية
skill-other = أخرى
skill-gate = بوابة
skill-visitor = زوار
skill-visa = تأشيرات
skill-short-reception = استق
skill-short-certify = تصد
skill-short-certification = تصد
skill-short-civil = أحو
skill-short-residence = إقا
skill-short-land = أرض
skill-short-construction = بنا
skill-short-business = أعم
skill-short-social = اجت
skill-short-sign = توق
skill-short-guide = إرش
skill-short-online = إلك
skill-short-other = أخر
skill-short-gate = بوا
skill-short-visitor = زوا
skill-short-visa = تأش

login-title = تسجيل الدخول
login-heading = تسجيل الدخول
login-lead = جداول مناوبات مركز الخدمات الإدارية العامة.
login-name = اسم الدخول
login-password = كلمة المرور
login-submit = دخول
login-help = نسيت كلمة المرور؟ اطلب من مسؤول النظام رابط دعوة جديدًا.
login-wrong = اسم الدخول أو كلمة المرور غير صحيح. يُرجى المحاولة مرة أخرى.
login-wait = تسجيل الدخول متوقف مؤقتًا
login-wait-detail = محاولات خاطئة كثيرة. يُرجى المحاولة بعد { $count ->
    [one] ثانية واحدة
    [two] ثانيتين
    [few] { $count } ثوانٍ
   *[other] { $count } ثانية
}.
login-welcome = تم ضبط كلمة مرور ⁨{ $name }⁩. يُرجى تسجيل الدخول.
invitation-title = ضبط كلمة المرور
invitation-heading = اضبط كلمة مرورك الأولى
invitation-lead = يعمل هذا الرابط مرة واحدة.
invitation-password = كلمة مرور جديدة
invitation-hint = { $count } حروف على الأقل. جملة طويلة تتذكرها أفضل من كلمة قصيرة تنساها.
invitation-submit = حفظ كلمة المرور
invitation-expired = رابط الدعوة لم يعد صالحًا
invitation-expired-detail = استُعمل الرابط أو انتهت مدته. اطلب من مسؤول النظام رابطًا جديدًا.
invitation-too-short = كلمة المرور قصيرة
invitation-too-short-detail = كلمة المرور تحتاج إلى { $count } أحرف على الأقل.
