<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="he" sourcelanguage="en">
<context>
    <name>Arguments</name>
    <message>
        <source>usage: </source>
        <translation>שימוש: </translation>
    </message>
    <message>
        <source>options</source>
        <translation>אפשרויות</translation>
    </message>
    <message>
        <source>positional arguments</source>
        <translation>ארגומנטים לפי מקום</translation>
    </message>
    <message>
        <source>show this help message and exit</source>
        <translation>הצגת העזרה הזו</translation>
    </message>
    <message>
        <source>show program&apos;s version number and exit</source>
        <translation>הצגת הגרסה</translation>
    </message>
    <message>
        <source>%(prog)s: error: %(message)s
</source>
        <translation>%(prog)s: שגיאה: %(message)s
</translation>
    </message>
    <message>
        <source>argument %(argument_name)s: %(message)s</source>
        <translation>הארגומנט %(argument_name)s: %(message)s</translation>
    </message>
    <message>
        <source>expected one argument</source>
        <translation>נדרש ערך אחד</translation>
    </message>
    <message>
        <source>ignored explicit argument %r</source>
        <translation>אינו מקבל ערך: %r</translation>
    </message>
    <message>
        <source>invalid choice: %(value)r (choose from %(choices)s)</source>
        <translation>ערך לא מוכר: %(value)r (יש לבחור מתוך %(choices)s)</translation>
    </message>
    <message>
        <source>not allowed with argument %s</source>
        <translation>לא ניתן לשלב עם %s</translation>
    </message>
    <message>
        <source>one of the arguments %s is required</source>
        <translation>נדרש אחד מהארגומנטים %s</translation>
    </message>
    <message>
        <source>the following arguments are required: %s</source>
        <translation>חסרים הארגומנטים: %s</translation>
    </message>
</context>
<context>
    <name>Call</name>
    <message>
        <source>Ringing</source>
        <translation>מצלצל</translation>
    </message>
    <message>
        <source>Dialling</source>
        <translation>מחייג</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>בשיחה</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>בהמתנה</translation>
    </message>
    <message>
        <source>In a call</source>
        <translation>בשיחה (מצב אחר)</translation>
    </message>
    <message>
        <source>recording state not shown</source>
        <translation>מצב ההקלטה אינו מוצג</translation>
    </message>
    <message>
        <source>shown as paused</source>
        <translation>מוצגת כמושהית</translation>
    </message>
    <message>
        <source>pausing…</source>
        <translation>הקלטה בתהליך השהיה…</translation>
    </message>
    <message>
        <source>RECORDED, not paused</source>
        <translation>מוקלטת! לא מושהית</translation>
    </message>
    <message>
        <source>RECORDED until paused</source>
        <translation>מוקלטת! עד שההשהיה תתקבל</translation>
    </message>
    <message>
        <source>pause not confirmed</source>
        <translation>ההשהיה לא אושרה</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>הקלטה מושהית</translation>
    </message>
    <message>
        <source>paused ✓</source>
        <translation>הקלטה מושהית ✓</translation>
    </message>
    <message>
        <source>resuming…</source>
        <translation>ההקלטה מתחדשת…</translation>
    </message>
    <message>
        <source>STILL PAUSED</source>
        <translation>הקלטה עדיין מושהית!</translation>
    </message>
    <message>
        <source>maybe paused</source>
        <translation>ייתכן שההקלטה מושהית</translation>
    </message>
    <message>
        <source>Pause only this call</source>
        <translation>השהיית הקלטה רק בשיחה הזו</translation>
    </message>
    <message>
        <source>Resume only this call</source>
        <translation>חידוש הקלטה רק בשיחה הזו</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>מוקלטת</translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>Type the monitor host that your administrator gave you.</source>
        <translation>יש להקליד את שרת הניטור שהתקבל ממנהל המערכת.</translation>
    </message>
    <message>
        <source>This is not the name of a server. It looks like monitor3.example.com, without blanks.</source>
        <translation>זה אינו שם של שרת. שם של שרת נראה כך: monitor3.example.com, ללא רווחים.</translation>
    </message>
    <message>
        <source>The port after the colon must be a number from 1 to 65535.</source>
        <translation>הפורט שאחרי הנקודתיים צריך להיות מספר בין 1 ל־65535.</translation>
    </message>
    <message>
        <source>Only a secure address will do: https://, or just the name.</source>
        <translation>נדרשת כתובת מאובטחת: https://‎, או השם בלבד.</translation>
    </message>
    <message>
        <source>Leave out the user name and password before the @.</source>
        <translation>יש להשמיט את שם המשתמש והסיסמה שלפני הסימן @.</translation>
    </message>
    <message>
        <source>Type your extension: the SIP ID that your administrator gave you.</source>
        <translation>יש להקליד את השלוחה: מזהה ה־SIP שהתקבל ממנהל המערכת.</translation>
    </message>
    <message>
        <source>An extension has no blanks inside and is no longer than 64 characters.</source>
        <translation>בשלוחה אין רווחים, ואורכה עד 64 תווים.</translation>
    </message>
    <message>
        <source>Type the e-mail address of the login, too.</source>
        <translation>יש להקליד גם את כתובת הדוא״ל של ההזדהות.</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>זו אינה כתובת דוא״ל.</translation>
    </message>
    <message>
        <source>Type the password of the login, too.</source>
        <translation>יש להקליד גם את סיסמת ההזדהות.</translation>
    </message>
    <message>
        <source>A password has no control characters and is no longer than 256 characters.</source>
        <translation>בסיסמה אין תווי בקרה, והיא אינה ארוכה מ-256 תווים.</translation>
    </message>
    <message>
        <source>A label has no more than {count} characters.</source>
        <translation>בתווית יש לכל היותר {count} תווים.</translation>
    </message>
    <message>
        <source>These keys cannot be read. Press others.</source>
        <translation>לא ניתן לקרוא את המקשים האלה. יש ללחוץ על אחרים.</translation>
    </message>
    <message>
        <source>This key cannot be used. Take a function key, a letter, a digit, Insert, Home, End or Pause.</source>
        <translation>לא ניתן להשתמש במקש הזה. אפשר לבחור מקש פונקציה, אות, ספרה, Insert, ‏Home, ‏End או Pause.</translation>
    </message>
    <message>
        <source>Other programs need these keys. Hold Ctrl and Shift as well, or take a function key with Ctrl.</source>
        <translation>תוכנות אחרות זקוקות למקשים האלה. יש להחזיק גם Ctrl ו־Shift, או לבחור מקש פונקציה עם Ctrl.</translation>
    </message>
    <message>
        <source>On some keyboards these keys type a character such as ₪. Hold Ctrl and Shift instead.</source>
        <translation>בחלק מהמקלדות המקשים האלה מקלידים תו כגון ₪. יש להחזיק במקומם Ctrl ו־Shift.</translation>
    </message>
    <message>
        <source>The system keeps these keys for itself. Press others.</source>
        <translation>המקשים האלה שמורים למערכת ההפעלה. יש ללחוץ על אחרים.</translation>
    </message>
    <message>
        <source>Another program holds {chord}, so these keys do nothing here. Choose others in the system&apos;s settings.</source>
        <translation>תוכנה אחרת מחזיקה ב־{chord}, ולכן המקשים האלה אינם פועלים כאן. יש לבחור אחרים בהגדרות המערכת.</translation>
    </message>
    <message>
        <source>Another program holds {chord}.</source>
        <translation>הצירוף {chord} תפוס על ידי תוכנה אחרת.</translation>
    </message>
    <message>
        <source>{chord} is free.</source>
        <translation>הצירוף {chord} פנוי.</translation>
    </message>
    <message>
        <source>These keys already stand in another field.</source>
        <translation>המקשים האלה כבר מופיעים בשדה אחר.</translation>
    </message>
    <message>
        <source>The monitor is found by your login: type its e-mail address.</source>
        <translation>שרת הניטור נמצא באמצעות פרטי ההזדהות: יש להקליד את כתובת הדוא״ל.</translation>
    </message>
</context>
<context>
    <name>Chord</name>
    <message>
        <source>Press the keys…</source>
        <translation>יש ללחוץ על המקשים…</translation>
    </message>
    <message>
        <source>None</source>
        <translation>ללא</translation>
    </message>
    <message>
        <source>Pause or resume the recording</source>
        <translation>השהיה או חידוש של ההקלטה</translation>
    </message>
    <message>
        <source>Always pause the recording, or keep it paused</source>
        <translation>תמיד השהיית ההקלטה, או השארתה מושהית</translation>
    </message>
    <message>
        <source>Always resume the recording</source>
        <translation>תמיד חידוש ההקלטה</translation>
    </message>
    <message>
        <source>Not given by the desktop</source>
        <translation>לא הוקצו על ידי שולחן העבודה</translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>Your organisation has this program kept running.</source>
        <translation>הארגון שלך קבע שהתוכנה תמשיך לפעול.</translation>
    </message>
    <message>
        <source>Recording Pause is already running; its window was brought up.</source>
        <translation>התוכנה Recording Pause כבר פועלת; החלון שלה הובא לחזית.</translation>
    </message>
    <message>
        <source>Nothing was done: the keyring has not answered yet. If it asks for its password, unlock it.</source>
        <translation>דבר לא נעשה: מחזיק המפתחות עדיין לא השיב. אם הוא מבקש סיסמה, יש לפתוח אותו.</translation>
    </message>
    <message>
        <source>Taken over. Still missing: {keys}.</source>
        <translation>ההגדרה נקלטה. עדיין חסר: {keys}.</translation>
    </message>
    <message>
        <source>Noted in the journal.</source>
        <translation>נרשם ביומן.</translation>
    </message>
    <message>
        <source>The journal cannot be written now. Write down the time by hand.</source>
        <translation>לא ניתן לכתוב ביומן כעת. יש לרשום את השעה ידנית.</translation>
    </message>
    <message>
        <source>Recording is paused, or may be. Resume first, or quit with --resume.</source>
        <translation>ההקלטה מושהית, או אולי מושהית. תחילה יש לחדש אותה, או לצאת עם --resume.</translation>
    </message>
    <message>
        <source>A pause is under way. Resume first; then the set-up can be changed. Where no resume gets through, it can be changed after a minute of trying.</source>
        <translation>יש כעת השהיה. תחילה יש לחדש את ההקלטה; אחר כך אפשר לשנות את ההגדרה. אם שום חידוש לא מצליח, אפשר לשנות אותה אחרי דקה של ניסיונות.</translation>
    </message>
    <message>
        <source>A pause began, or the settings were changed, meanwhile: nothing was taken over. Try again.</source>
        <translation>בינתיים התחילה השהיה או שההגדרות שונו, ולכן דבר לא נקלט. יש לנסות שוב.</translation>
    </message>
    <message>
        <source>Set up. The monitor was found, and has accepted a connection.</source>
        <translation>ההגדרה נקלטה. שרת הניטור נמצא, והחיבור אליו התקבל.</translation>
    </message>
    <message>
        <source>Set up.</source>
        <translation>ההגדרה נקלטה.</translation>
    </message>
    <message>
        <source>But the login does not show this extension: it may be another rep&apos;s, and a pause would then silence that rep&apos;s calls. Check both.</source>
        <translation>אבל ההתחברות אינה מראה את השלוחה הזאת: ייתכן שהיא של נציג אחר, ואז השהיה תשתיק את הקלטת השיחות שלו. יש לבדוק את שתיהן.</translation>
    </message>
    <message>
        <source>But the login was refused, so the calls are not seen: {reason}.</source>
        <translation>אבל ההתחברות נדחתה, ולכן השיחות אינן נראות: {reason}.</translation>
    </message>
    <message>
        <source>The login shows the extension.</source>
        <translation>ההתחברות מראה את השלוחה.</translation>
    </message>
    <message>
        <source>No monitor was found, so nothing was changed: {reason}.</source>
        <translation>לא נמצא שרת ניטור, ולכן דבר לא שונה: {reason}.</translation>
    </message>
    <message>
        <source>The settings could not be saved, so nothing was changed: {reason}.</source>
        <translation>לא ניתן היה לשמור את ההגדרות, ולכן דבר לא השתנה: {reason}.</translation>
    </message>
    <message>
        <source>The keyring did not take the set-up, so nothing was changed: {reason}.</source>
        <translation>מחזיק המפתחות לא קיבל את ההגדרה, ולכן דבר לא השתנה: {reason}.</translation>
    </message>
    <message>
        <source>The request was not understood. {reason}</source>
        <translation>הבקשה לא הובנה. {reason}</translation>
    </message>
    <message>
        <source>Too many commands are waiting.</source>
        <translation>יותר מדי פקודות ממתינות.</translation>
    </message>
    <message>
        <source>Recording Pause could not do this; its log says why.</source>
        <translation>התוכנה Recording Pause לא הצליחה לבצע זאת; הסיבה רשומה בקובץ הלוג שלה.</translation>
    </message>
    <message>
        <source>The answer of Recording Pause is too long.</source>
        <translation>התשובה של Recording Pause ארוכה מדי.</translation>
    </message>
</context>
<context>
    <name>Day</name>
    <message>
        <source>not resumed</source>
        <translation>לא חודשה</translation>
    </message>
    <message>
        <source>late</source>
        <translation>מאוחרת</translation>
    </message>
    <message>
        <source>long</source>
        <translation>ארוכה</translation>
    </message>
    <message>
        <source>Something may have been recorded: {count}. The journal has each.</source>
        <translation>ייתכן שהוקלט מה שלא היה אמור להיות מוקלט: {count}. הפרטים ביומן.</translation>
    </message>
    <message>
        <source>The day before</source>
        <translation>היום הקודם</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>היום הבא</translation>
    </message>
    <message>
        <source>{count} of them marked</source>
        <translation>{count} מהן מסומנות</translation>
    </message>
    <message>
        <source>Pauses on {date}</source>
        <translation>השהיות ביום {date}</translation>
    </message>
    <message>
        <source>Pauses: {count}, marked: {marked}</source>
        <translation>השהיות: {count}, מסומנות: {marked}</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>Looks at everything that a pause needs, and touches no call. What it finds holds no extension, no host and no e-mail address, so it can be sent to a help desk.</source>
        <translation>בודק את כל מה שהשהיה צריכה, ואינו נוגע באף שיחה. בממצאים אין שלוחה, אין שם שרת ואין כתובת דוא״ל, ולכן אפשר לשלוח אותם למוקד התמיכה.</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>בדיקה עכשיו</translation>
    </message>
    <message>
        <source>Copy for the help desk</source>
        <translation>העתקה למוקד התמיכה</translation>
    </message>
    <message>
        <source>To be seen to: {count}</source>
        <translation>דורשים טיפול: {count}</translation>
    </message>
    <message>
        <source>Nothing is in the way of a pause.</source>
        <translation>דבר אינו מפריע להשהיה.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>בבדיקה…</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>הועתק.</translation>
    </message>
    <message>
        <source>Keyring</source>
        <translation>מחזיק המפתחות</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation>הגדרה</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>הגדרות</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>יומן</translation>
    </message>
    <message>
        <source>Server&apos;s name</source>
        <translation>שם השרת</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>חיבור</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>אישור אבטחה</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>שרת proxy</translation>
    </message>
    <message>
        <source>Pause requests</source>
        <translation>בקשות השהיה</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>הוכחה</translation>
    </message>
    <message>
        <source>Real-time login</source>
        <translation>הזדהות ל־Real-time</translation>
    </message>
    <message>
        <source>Active Calls</source>
        <translation>שירות Active Calls</translation>
    </message>
    <message>
        <source>Keys: pause or resume</source>
        <translation>מקשים: השהיה או חידוש</translation>
    </message>
    <message>
        <source>Keys: pause or keep</source>
        <translation>מקשים: השהיה או המשכה</translation>
    </message>
    <message>
        <source>Keys: resume</source>
        <translation>מקשים: חידוש</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>מגש המערכת</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>צליל</translation>
    </message>
    <message>
        <source>Start at login</source>
        <translation>הפעלה בכניסה</translation>
    </message>
    <message>
        <source>Running program</source>
        <translation>התוכנה הפועלת</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>גרסה</translation>
    </message>
    <message>
        <source>The system&apos;s keyring is open and answers.</source>
        <translation>מחזיק המפתחות של המערכת פתוח ומשיב.</translation>
    </message>
    <message>
        <source>Extension and monitor host are set up.</source>
        <translation>השלוחה ושרת הניטור מוגדרים.</translation>
    </message>
    <message>
        <source>The settings can be read and kept.</source>
        <translation>אפשר לקרוא ולשמור את ההגדרות.</translation>
    </message>
    <message>
        <source>The settings can be read and kept. Your organisation has set: {detail}.</source>
        <translation>ההגדרות ניתנות לקריאה ולשמירה. הארגון שלך קבע: {detail}.</translation>
    </message>
    <message>
        <source>The journal of the pauses is written.</source>
        <translation>יומן ההשהיות נכתב.</translation>
    </message>
    <message>
        <source>The monitor host&apos;s name is found.</source>
        <translation>השם של שרת הניטור נמצא.</translation>
    </message>
    <message>
        <source>The monitor host accepts a connection.</source>
        <translation>שרת הניטור מקבל חיבור.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is trusted.</source>
        <translation>אישור האבטחה של השרת מהימן.</translation>
    </message>
    <message>
        <source>The system&apos;s proxy lets the requests through.</source>
        <translation>שרת ה־proxy של המערכת מעביר את הבקשות.</translation>
    </message>
    <message>
        <source>The server takes pause requests: asked to pause a call that cannot exist, it said that there is none such.</source>
        <translation>השרת מקבל בקשות השהיה: כשהתבקש להשהות שיחה שאינה יכולה להתקיים, השיב שאין שיחה כזאת.</translation>
    </message>
    <message>
        <source>This set-up was proven on a test call.</source>
        <translation>ההגדרה הזו הוכחה בשיחת בדיקה.</translation>
    </message>
    <message>
        <source>Connected. The calls were last shown {detail} ago.</source>
        <translation>מחובר. השיחות הוצגו לאחרונה לפני {detail}.</translation>
    </message>
    <message>
        <source>The login is accepted, and a monitor takes it.</source>
        <translation>ההזדהות התקבלה, ושרת ניטור מקבל אותה.</translation>
    </message>
    <message>
        <source>The Active Calls service shows the extension.</source>
        <translation>שירות Active Calls מציג את השלוחה.</translation>
    </message>
    <message>
        <source>{detail} belongs to this program.</source>
        <translation>הצירוף {detail} שייך לתוכנה הזו.</translation>
    </message>
    <message>
        <source>The desktop has given this program {detail}.</source>
        <translation>שולחן העבודה נתן לתוכנה הזו את {detail}.</translation>
    </message>
    <message>
        <source>{detail} is free for this program to take.</source>
        <translation>הצירוף {detail} פנוי לתוכנה הזו.</translation>
    </message>
    <message>
        <source>The desktop has a tray for the icon.</source>
        <translation>בשולחן העבודה יש מגש לסמל.</translation>
    </message>
    <message>
        <source>Sounds can be played.</source>
        <translation>אפשר להשמיע צלילים.</translation>
    </message>
    <message>
        <source>The program starts by itself when you log in.</source>
        <translation>התוכנה מופעלת מעצמה בכניסה למחשב.</translation>
    </message>
    <message>
        <source>The program runs in this session, and was asked itself.</source>
        <translation>התוכנה פועלת בהפעלה הזו, והיא עצמה נשאלה.</translation>
    </message>
    <message>
        <source>Recording Pause {detail} on {other}.</source>
        <translation>התוכנה Recording Pause, גרסה {detail}, על {other}.</translation>
    </message>
    <message>
        <source>This is the demo: nothing is kept in the keyring.</source>
        <translation>זו ההדגמה: דבר אינו נשמר במחזיק המפתחות.</translation>
    </message>
    <message>
        <source>Not tried: there is no monitor host that may be asked.</source>
        <translation>לא נוסה: אין שרת ניטור שמותר לפנות אליו.</translation>
    </message>
    <message>
        <source>Not come to: something before it has failed.</source>
        <translation>לא הגיע לכך: משהו שלפני כן נכשל.</translation>
    </message>
    <message>
        <source>None is needed: the server is on this computer.</source>
        <translation>אין צורך: השרת נמצא במחשב הזה.</translation>
    </message>
    <message>
        <source>This is done by the proxy.</source>
        <translation>שרת ה־proxy עושה זאת.</translation>
    </message>
    <message>
        <source>The system names none for the monitor host.</source>
        <translation>המערכת אינה מציינת שרת כזה עבור שרת הניטור.</translation>
    </message>
    <message>
        <source>Not set up.</source>
        <translation>לא הוגדר.</translation>
    </message>
    <message>
        <source>No keys are chosen.</source>
        <translation>לא נבחרו מקשים.</translation>
    </message>
    <message>
        <source>The desktop gives out the keys once the program runs: start it, and look again.</source>
        <translation>שולחן העבודה מחלק את המקשים כשהתוכנה פועלת: יש להפעיל אותה ולבדוק שוב.</translation>
    </message>
    <message>
        <source>Not looked at: there is no desktop here.</source>
        <translation>לא נבדק: אין כאן שולחן עבודה.</translation>
    </message>
    <message>
        <source>Sounds are switched off in the settings.</source>
        <translation>הצלילים כבויים בהגדרות.</translation>
    </message>
    <message>
        <source>Not chosen: after each login the program is to be started by hand.</source>
        <translation>לא נבחר: אחרי כל כניסה יש להפעיל את התוכנה ידנית.</translation>
    </message>
    <message>
        <source>This system has no way of it that is known.</source>
        <translation>אין במערכת הזו דרך מוכרת לכך.</translation>
    </message>
    <message>
        <source>Not looked at: it is written while the program runs.</source>
        <translation>לא נבדק: היומן נכתב כשהתוכנה פועלת.</translation>
    </message>
    <message>
        <source>The program does not run in this session, so its keys do nothing now. Start it to pause.</source>
        <translation>התוכנה אינה פועלת בהפעלה הזו, ולכן המקשים שלה אינם פועלים כעת. כדי להשהות יש להפעיל אותה.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring is locked, so extension and monitor host cannot be read from it or kept in it. Unlock the keyring, and press Try again in the panel or start the program again.</source>
        <translation>מחזיק המפתחות של המערכת נעול, ולכן אי אפשר לקרוא ממנו או לשמור בו את השלוחה ואת שרת הניטור. יש לפתוח אותו, וללחוץ על ״ניסיון נוסף״ בחלונית או להפעיל את התוכנה מחדש.</translation>
    </message>
    <message>
        <source>No keyring was found on this computer, so what is set up is lost when the program ends. Have your administrator install one, or log in to the desktop anew.</source>
        <translation>לא נמצא מחזיק מפתחות במחשב הזה, ולכן ההגדרה אובדת כשהתוכנה נסגרת. יש לבקש ממנהל המערכת להתקין אחד, או להיכנס מחדש לשולחן העבודה.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring is there but refuses, so what is set up may be lost when the program ends. Log in to the desktop anew; if it stays so, tell your administrator.</source>
        <translation>מחזיק המפתחות של המערכת קיים אך מסרב, ולכן ההגדרה עלולה לאבוד כשהתוכנה נסגרת. יש להיכנס מחדש לשולחן העבודה; אם זה נמשך, יש לדווח למנהל המערכת.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring does not answer. Log in to the desktop anew; if it stays so, tell your administrator.</source>
        <translation>מחזיק המפתחות של המערכת אינו משיב. יש להיכנס מחדש לשולחן העבודה; אם זה נמשך, יש לדווח למנהל המערכת.</translation>
    </message>
    <message>
        <source>Not all that your organisation has laid down for this computer can be followed ({other}). In force is: {detail}. Tell your administrator.</source>
        <translation>לא ניתן לפעול לפי כל מה שהארגון שלך קבע למחשב הזה ({other}). בתוקף: {detail}. יש להודיע למנהל המערכת.</translation>
    </message>
    <message>
        <source>The extension or the monitor host is missing. Enter both in the settings.</source>
        <translation>חסרים השלוחה או שרת הניטור. יש להזין את שניהם בהגדרות.</translation>
    </message>
    <message>
        <source>Extension and monitor host are known until the program ends: the keyring has not taken them. See to the keyring, and press Try again in the panel.</source>
        <translation>השלוחה ושרת הניטור ידועים עד שהתוכנה נסגרת: מחזיק המפתחות לא קיבל אותם. יש לטפל במחזיק המפתחות, וללחוץ על ״ניסיון נוסף״ בחלונית.</translation>
    </message>
    <message>
        <source>Extension and monitor host could not be read from the keyring. See to the keyring first.</source>
        <translation>אי אפשר היה לקרוא ממחזיק המפתחות את השלוחה ואת שרת הניטור. תחילה יש לטפל במחזיק המפתחות.</translation>
    </message>
    <message>
        <source>The server said yes to pausing a call that cannot exist, so its yes does not show that a call is paused. Do not take a card before the set-up is proven, and tell your administrator.</source>
        <translation>השרת אישר השהיה של שיחה שאינה יכולה להתקיים, ולכן אישור שלו אינו מראה ששיחה מושהית. אין לקבל פרטי כרטיס לפני שההגדרה מוכחת, ויש לדווח למנהל המערכת.</translation>
    </message>
    <message>
        <source>The server was asked to pause a call that cannot exist, and did not say that there is none such. It may not be the recording server of this account: check the monitor host in the settings.</source>
        <translation>השרת התבקש להשהות שיחה שאינה יכולה להתקיים, ולא השיב שאין שיחה כזאת. ייתכן שזה אינו שרת ההקלטות של החשבון הזה: יש לבדוק את שרת הניטור בהגדרות.</translation>
    </message>
    <message>
        <source>No test call has shown yet that a pause reaches the recording. Do it once: see Prove it in the settings.</source>
        <translation>עדיין לא הייתה שיחת בדיקה שהראתה שהשהיה מגיעה להקלטה. יש לעשות זאת פעם אחת: ראו ״הוכחה״ בהגדרות.</translation>
    </message>
    <message>
        <source>No connection yet, so the calls are not seen. If it stays so, check the network connection.</source>
        <translation>עדיין אין חיבור, ולכן השיחות אינן נראות. אם זה נמשך, יש לבדוק את חיבור הרשת.</translation>
    </message>
    <message>
        <source>Not connected ({detail}), so the calls are not seen; pausing works all the same. It is tried again by itself. If it stays so, check the network connection.</source>
        <translation>אין חיבור ({detail}), ולכן השיחות אינן נראות; ההשהיה פועלת בכל זאת. ניסיון נוסף נעשה מעצמו. אם זה נמשך, יש לבדוק את חיבור הרשת.</translation>
    </message>
    <message>
        <source>The login was refused ({detail}), so the calls are not seen; pausing works all the same. Check the login in the settings, or ask your administrator.</source>
        <translation>ההזדהות נדחתה ({detail}), ולכן השיחות אינן נראות; ההשהיה פועלת בכל זאת. יש לבדוק את פרטי ההזדהות בהגדרות, או לפנות למנהל המערכת.</translation>
    </message>
    <message>
        <source>Connected, but the login does not show this extension, so its calls are not seen. Check extension and login in the settings, or ask your administrator.</source>
        <translation>מחובר, אך ההזדהות אינה מציגה את השלוחה הזו, ולכן שיחותיה אינן נראות. יש לבדוק את השלוחה ואת פרטי ההזדהות בהגדרות, או לפנות למנהל המערכת.</translation>
    </message>
    <message>
        <source>The Active Calls service does not show the extension ({detail}); pausing works all the same. Ask your administrator.</source>
        <translation>שירות Active Calls אינו מציג את השלוחה ({detail}); ההשהיה פועלת בכל זאת. יש לפנות למנהל המערכת.</translation>
    </message>
    <message>
        <source>{detail} belongs to another program, so it does nothing here. Choose other keys in the settings, or close that program.</source>
        <translation>הצירוף {detail} שייך לתוכנה אחרת, ולכן אינו פועל כאן. יש לבחור מקשים אחרים בהגדרות, או לסגור את אותה תוכנה.</translation>
    </message>
    <message>
        <source>This keyboard has no key for {detail}. Choose other keys in the settings.</source>
        <translation>במקלדת הזו אין מקש עבור {detail}. יש לבחור מקשים אחרים בהגדרות.</translation>
    </message>
    <message>
        <source>The desktop has given this program no keys for it. Choose some in the system&apos;s settings.</source>
        <translation>שולחן העבודה לא נתן לתוכנה מקשים לכך. יש לבחור מקשים בהגדרות המערכת.</translation>
    </message>
    <message>
        <source>This desktop gives programs no keys of their own. Pause with the mouse, or have the desktop&apos;s own keyboard settings run: recording-pause toggle</source>
        <translation>שולחן העבודה הזה אינו נותן לתוכנות מקשים משלהן. אפשר להשהות בעכבר, או לקבוע בהגדרות המקלדת של שולחן העבודה שיופעל: recording-pause toggle</translation>
    </message>
    <message>
        <source>This desktop has no tray, so no icon shows; the pill stays on the screen instead. On GNOME, have the extension for app indicators installed.</source>
        <translation>בשולחן העבודה הזה אין מגש, ולכן אין סמל; במקומו החיווי הצף נשאר על המסך. ב־GNOME יש לבקש להתקין את ההרחבה לסמלי יישומים.</translation>
    </message>
    <message>
        <source>Nothing on this computer can play a sound, so an alarm is seen but not heard. Have a player (PipeWire, PulseAudio or ALSA) or a sound card installed.</source>
        <translation>דבר במחשב הזה אינו יכול להשמיע צליל, ולכן אזעקה נראית אך אינה נשמעת. יש לבקש להתקין נגן (PipeWire,‏ PulseAudio או ALSA) או כרטיס קול.</translation>
    </message>
    <message>
        <source>The system does not say whether the program starts at login ({detail}). Start it by hand, and tell your administrator.</source>
        <translation>המערכת אינה אומרת אם התוכנה מופעלת בכניסה ({detail}). יש להפעיל אותה ידנית ולדווח למנהל המערכת.</translation>
    </message>
    <message>
        <source>A Recording Pause runs in this session but does not answer. End it, and start it again; all this was looked at without it.</source>
        <translation>התוכנה פועלת בהפעלה הזו אך אינה משיבה. יש לסיים אותה ולהפעיל אותה מחדש; כל זה נבדק בלעדיה.</translation>
    </message>
    <message>
        <source>Recording was paused in another desktop session of yours, and may be paused there still. Press resume or pause here.</source>
        <translation>ההקלטה הושהתה בהפעלה אחרת שלך, וייתכן שהיא עדיין מושהית שם. יש ללחוץ כאן על חידוש או על השהיה.</translation>
    </message>
    <message>
        <source>Version {detail} runs, but {other} is installed. Quit the program and start it again.</source>
        <translation>גרסה {detail} פועלת, אך מותקנת {other}. יש לצאת מהתוכנה ולהפעיל אותה מחדש.</translation>
    </message>
    <message>
        <source>This could not be looked at, and the program&apos;s log says why. Tell your administrator.</source>
        <translation>אי אפשר היה לבדוק זאת, והסיבה ביומן התוכנה. יש לדווח למנהל המערכת.</translation>
    </message>
    <message>
        <source>This took too long and was given up. Look again; if it stays so, tell your administrator.</source>
        <translation>הבדיקה ארכה זמן רב מדי והופסקה. יש לבדוק שוב; אם זה נמשך, יש לדווח למנהל המערכת.</translation>
    </message>
    <message>
        <source>does not apply</source>
        <translation>לא רלוונטי</translation>
    </message>
    <message>
        <source>all right</source>
        <translation>תקין</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>נכשל</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Pauses the recording of your calls while a customer reads out a card number.</source>
        <translation>משהה את הקלטת השיחות שלך בזמן שלקוח מקריא מספר כרטיס.</translation>
    </message>
    <message>
        <source>Without a command it starts the program, or brings up the panel of the one that runs.

examples:
  recording-pause pause                 pause, and wait until the server has accepted
  recording-pause pause --wait 0        hand the wish over and do not wait
  recording-pause pause --call IVRID    pause one call of several
  recording-pause toggle                for a key binding of the desktop
  recording-pause status --json         for scripts
  recording-pause quit --resume         resume the recording, then quit
  recording-pause setup --from - &lt; FILE read the set-up from standard input
  recording-pause journal list          read the record of all pauses
  recording-pause doctor                look at everything that a pause needs

exit status:
  0  done; for status: the program answered
  1  not done, or not confirmed in time
  2  the command was not understood
  3  the program is not running in this desktop session
  4  the program is not set up
  5  it cannot start: there is no screen to show anything on

RECORDING_PAUSE_HOME names a folder for settings and state, and makes a program of its own of it.</source>
        <translation>בלי פקודה, התוכנה מופעלת, או שנפתחת החלונית של התוכנה הפועלת.

דוגמאות:
  recording-pause pause                 השהיה, והמתנה עד שהשרת מאשר
  recording-pause pause --wait 0        מסירת הבקשה בלי המתנה
  recording-pause pause --call IVRID    השהיית שיחה אחת מבין כמה
  recording-pause toggle                לקיצור מקשים של שולחן העבודה
  recording-pause status --json         לסקריפטים
  recording-pause quit --resume         חידוש ההקלטה, ואז יציאה
  recording-pause setup --from - &lt; FILE קריאת ההגדרה מהקלט הסטנדרטי
  recording-pause journal list          קריאת הרישום של כל ההשהיות
  recording-pause doctor                בדיקה של כל מה שהשהיה צריכה

קוד היציאה:
  0  בוצע; ב-status: התוכנה השיבה
  1  לא בוצע, או לא אושר בזמן
  2  הפקודה לא הובנה
  3  התוכנה אינה פועלת בהתחברות הזו
  4  התוכנה לא הוגדרה
  5  לא ניתן להפעיל: אין מסך להציג בו

המשתנה RECORDING_PAUSE_HOME מציין תיקייה להגדרות ולמצב, והתוכנה שבה נפרדת מכל אחרת.</translation>
    </message>
    <message>
        <source>limits:
  Only the audio recording of this extension&apos;s calls is paused: not the screen, not a transcript, not a supervisor
  who listens, not a colleague&apos;s leg of the same call. The keys do nothing while the screen is locked. Two desks on
  one extension pause and resume each other&apos;s calls.</source>
        <translation>גבולות:
  מושהית רק הקלטת השמע של השיחות בשלוחה זו: לא המסך, לא תמלול, לא אחראי שמאזין, ולא הצד של עמית באותה שיחה.
  המקשים אינם פועלים כשהמסך נעול. שתי עמדות על אותה שלוחה משהות ומחדשות זו את ההקלטות של זו.</translation>
    </message>
    <message>
        <source>The JSON object may hold: extension, label, monitor_host, ca_file, method (&quot;POST&quot; or &quot;GET&quot;),
mute_value (&quot;1&quot; or &quot;0&quot;); to see the calls: realtime_email and realtime_password (the rep&apos;s own), or for shared desks
realtime_username and realtime_password, or realtime_token, or active_calls_code (the whole organisation&apos;s), with
login_url and active_calls_url where they are not the vendor&apos;s.
A key that is left out stays as it is; null deletes it. One wrong key or value, and nothing is changed.

examples:
  echo &apos;{&quot;extension&quot;: &quot;...&quot;, &quot;monitor_host&quot;: &quot;...&quot;}&apos; | recording-pause setup --from -
  recording-pause setup --from - --discover &lt; FILE   with extension and login; logs in and finds the monitor host
  recording-pause setup --from desks.csv             this desk&apos;s line of a list of all
  recording-pause setup --from-environment           what a deployment tool has put into RECORDING_PAUSE_SETUP

The list has a heading. Its column desk names a user, a computer, or USER@COMPUTER, and the line that says most counts;
each other column is one of the keys above, and an empty cell leaves it out.
Whoever may read such a file can silence recordings: delete it when all desks are set up. A set-up is never an
argument, for others can see those. From the environment it is taken out, so that no program that is started from here
gets it.</source>
        <translation>אובייקט ה-JSON יכול להכיל: extension, label, monitor_host, ca_file, method (&quot;POST&quot; או &quot;GET&quot;), mute_value (&quot;1&quot; או &quot;0&quot;);
כדי לראות את השיחות: realtime_email ו-realtime_password (של הנציג עצמו), או לעמדות משותפות realtime_username ו-
realtime_password, או realtime_token, או active_calls_code (של הארגון כולו), עם login_url ו-active_calls_url כשאינם
של הספק.
מפתח שהושמט נשאר כפי שהוא; null מוחק אותו. די במפתח או בערך שגוי אחד, ודבר לא ישתנה.

דוגמאות:
  echo &apos;{&quot;extension&quot;: &quot;...&quot;, &quot;monitor_host&quot;: &quot;...&quot;}&apos; | recording-pause setup --from -
  recording-pause setup --from - --discover &lt; FILE   עם שלוחה והזדהות; מתחבר ומאתר את שרת הניטור
  recording-pause setup --from desks.csv             השורה של העמדה הזו מתוך רשימה של כולן
  recording-pause setup --from-environment           מה שכלי הפצה שם ב-RECORDING_PAUSE_SETUP

לרשימה יש שורת כותרת. העמודה desk מציינת משתמש, מחשב, או USER@COMPUTER, והשורה המדויקת ביותר קובעת;
כל עמודה אחרת היא אחד המפתחות שלמעלה, ותא ריק משמיט אותו.
מי שיכול לקרוא קובץ כזה יכול להשהות הקלטות: יש למחוק אותו אחרי שכל העמדות הוגדרו. הגדרה לעולם אינה
ארגומנט, כי אחרים רואים ארגומנטים. מהסביבה היא מוסרת, כדי שאף תוכנה שמופעלת מכאן לא תקבל אותה.</translation>
    </message>
    <message>
        <source>Safe to send to a help desk: no extension, host, e-mail address or phone number is in it. The exit status is 1
where anything has to be seen to. It runs inside the running program where there is one. No call is touched.

With --prove --test-call the running program pauses the one live call for ten seconds, resumes it, and says what was
shown of it. Call your own mobile phone first: the conversation is missing from its recording for that long. Exit
status 0: proven; 1: not proven, or not begun.</source>
        <translation>אפשר לשלוח בבטחה למוקד התמיכה: אין בזה שלוחה, שרת, כתובת דוא״ל או מספר טלפון. קוד היציאה הוא 1 כאשר
משהו דורש טיפול. הבדיקה נעשית בתוך התוכנה הפועלת, אם היא פועלת. היא אינה נוגעת באף שיחה.

עם --prove --test-call התוכנה הפועלת משהה את השיחה הפעילה האחת לעשר שניות, מחדשת אותה, ומדווחת מה נראה
ממנה. קודם יש להתקשר לטלפון הנייד שלך: השיחה תחסר בהקלטה למשך הזמן הזה. קוד יציאה 0: הוכח; 1: לא
הוכח, או לא התחיל.</translation>
    </message>
    <message>
        <source>pause the recording; when it is paused, ask again and keep it longer if it is about to resume</source>
        <translation>השהיית ההקלטה; כשהיא כבר מושהית, בקשה חוזרת, והארכה אם היא עומדת להתחדש</translation>
    </message>
    <message>
        <source>resume the recording</source>
        <translation>חידוש ההקלטה</translation>
    </message>
    <message>
        <source>what the toggle key does now: pause, resume or keep</source>
        <translation>מה שהמקש עושה כעת: השהיה, חידוש או הארכה</translation>
    </message>
    <message>
        <source>keep the pause longer before it resumes by itself</source>
        <translation>הארכת ההשהיה לפני שההקלטה תתחדש מעצמה</translation>
    </message>
    <message>
        <source>unknown option {option}</source>
        <translation>אפשרות לא מוכרת {option}</translation>
    </message>
    <message>
        <source>there is an argument too many</source>
        <translation>יש ארגומנט מיותר</translation>
    </message>
    <message>
        <source>Days are this computer&apos;s, and both are included. Moments in JSON and CSV are UTC.

examples:
  recording-pause journal list --from 2026-03-01 --to 2026-03-31
  recording-pause journal exposures --json
  recording-pause journal export --csv &gt; pauses.csv
  recording-pause journal verify

verify exits with 1 on any doubt, and names the line or the gap. What it cannot prove: whoever runs programs as this
user can ask the keyring for the key of the journal, and write another one.</source>
        <translation>הימים הם לפי המחשב הזה, ושניהם כלולים. הזמנים ב-JSON וב-CSV הם UTC.

דוגמאות:
  recording-pause journal list --from 2026-03-01 --to 2026-03-31
  recording-pause journal exposures --json
  recording-pause journal export --csv &gt; pauses.csv
  recording-pause journal verify

הפקודה verify מסתיימת ב-1 בכל ספק, ומציינת את השורה או את החסר. מה שאינה יכולה להוכיח: מי שמפעיל תוכנות
בשם המשתמש הזה יכול לבקש ממחזיק המפתחות את המפתח של היומן, ולכתוב יומן אחר.</translation>
    </message>
    <message>
        <source>DAY</source>
        <translation>יום</translation>
    </message>
    <message>
        <source>commands</source>
        <translation>פקודות</translation>
    </message>
    <message>
        <source>WHAT</source>
        <translation>מה</translation>
    </message>
    <message>
        <source>the pauses, one on a line</source>
        <translation>ההשהיות, אחת בכל שורה</translation>
    </message>
    <message>
        <source>what may have been recorded and should not have been, for the incident procedure</source>
        <translation>מה שייתכן שהוקלט ולא היה אמור להיות מוקלט, לנוהל אירועים</translation>
    </message>
    <message>
        <source>pauses and exposures for a spreadsheet</source>
        <translation>השהיות וחשיפות לגיליון אלקטרוני</translation>
    </message>
    <message>
        <source>whether anything was changed, added or taken away</source>
        <translation>האם משהו שונה, נוסף או הוסר</translation>
    </message>
    <message>
        <source>from this day on (YYYY-MM-DD)</source>
        <translation>מהיום הזה ואילך (YYYY-MM-DD)</translation>
    </message>
    <message>
        <source>up to and with this day</source>
        <translation>עד היום הזה, ועד בכלל</translation>
    </message>
    <message>
        <source>comma-separated, with a heading</source>
        <translation>מופרד בפסיקים, עם שורת כותרת</translation>
    </message>
    <message>
        <source>print one JSON object</source>
        <translation>הדפסת אובייקט JSON אחד</translation>
    </message>
    <message>
        <source>must be a day such as {day}</source>
        <translation>חייב להיות יום, למשל {day}</translation>
    </message>
    <message>
        <source>COMMAND</source>
        <translation>פקודה</translation>
    </message>
    <message>
        <source>only this call of several, by its identifier</source>
        <translation>רק השיחה הזו מבין כמה, לפי המזהה שלה</translation>
    </message>
    <message>
        <source>say what the recording&apos;s state is</source>
        <translation>הצגת מצב ההקלטה</translation>
    </message>
    <message>
        <source>quit the program; refused while paused, unless with --resume</source>
        <translation>יציאה מהתוכנה; תסורב בזמן השהיה, אלא אם נוסף --resume</translation>
    </message>
    <message>
        <source>resume the recording first, if it is paused</source>
        <translation>תחילה לחדש את ההקלטה, אם היא מושהית</translation>
    </message>
    <message>
        <source>look at everything that a pause needs, and say what is in its way</source>
        <translation>בדיקה של כל מה שהשהיה צריכה, ודיווח על מה שמפריע לה</translation>
    </message>
    <message>
        <source>print a JSON list: name, ok, applies and sentence of each</source>
        <translation>הדפסת רשימת JSON: name, ok, applies ו-sentence של כל בדיקה</translation>
    </message>
    <message>
        <source>prove the set-up on the test call that is live now</source>
        <translation>הוכחת ההגדרה בשיחת הבדיקה המתנהלת כעת</translation>
    </message>
    <message>
        <source>with --prove: the live call is a test call, and may be paused</source>
        <translation>יחד עם --prove: השיחה הפעילה היא שיחת בדיקה, ומותר להשהות אותה</translation>
    </message>
    <message>
        <source>set up the program</source>
        <translation>הגדרת התוכנה</translation>
    </message>
    <message>
        <source>PLACE</source>
        <translation>מקום</translation>
    </message>
    <message>
        <source>read JSON from standard input (-) or from a file, or this desk&apos;s line from a list of all (.csv)</source>
        <translation>קריאת JSON מהקלט הסטנדרטי (-) או מקובץ, או השורה של העמדה הזו מתוך רשימה של כולן (.csv)</translation>
    </message>
    <message>
        <source>read JSON from {variable}</source>
        <translation>קריאת JSON מתוך {variable}</translation>
    </message>
    <message>
        <source>find the monitor host by the Real-time login, given or kept</source>
        <translation>איתור שרת הניטור לפי ההזדהות ל-Real-time, שניתנה או שמורה</translation>
    </message>
    <message>
        <source>note in the journal that digits of a card were already heard</source>
        <translation>רישום ביומן שספרות של כרטיס כבר נשמעו</translation>
    </message>
    <message>
        <source>read the record of all pauses</source>
        <translation>קריאת הרישום של כל ההשהיות</translation>
    </message>
    <message>
        <source>run the built-in monitor server alone</source>
        <translation>הפעלת שרת הניטור המובנה לבדו</translation>
    </message>
    <message>
        <source>SECONDS</source>
        <translation>שניות</translation>
    </message>
    <message>
        <source>how long to wait for the outcome (default: {seconds}; 0: hand over and do not wait)</source>
        <translation>כמה זמן להמתין לתוצאה (ברירת מחדל: {seconds}; 0: למסור בלי להמתין)</translation>
    </message>
    <message>
        <source>print the state as one line of JSON</source>
        <translation>הדפסת המצב כשורה אחת של JSON</translation>
    </message>
    <message>
        <source>must be a number of seconds from 0 to {most}</source>
        <translation>חייב להיות מספר שניות בין 0 ל-{most}</translation>
    </message>
    <message>
        <source>must be - for standard input, or a file; a set-up is never an argument</source>
        <translation>חייב להיות - עבור הקלט הסטנדרטי, או קובץ; הגדרה לעולם אינה ארגומנט</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>hotkey</source>
        <translation>מקש קיצור</translation>
    </message>
    <message>
        <source>click</source>
        <translation>לחיצה</translation>
    </message>
    <message>
        <source>command</source>
        <translation>פקודה</translation>
    </message>
    <message>
        <source>clock</source>
        <translation>שעון</translation>
    </message>
    <message>
        <source>new call</source>
        <translation>שיחה חדשה</translation>
    </message>
    <message>
        <source>restart</source>
        <translation>הפעלה מחדש</translation>
    </message>
    <message>
        <source>proof</source>
        <translation>הוכחה</translation>
    </message>
    <message>
        <source>quit</source>
        <translation>יציאה</translation>
    </message>
    <message>
        <source>other</source>
        <translation>אחר</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>התבקשה</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>התקבלה</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>אומתה</translation>
    </message>
    <message>
        <source>not accepted</source>
        <translation>לא התקבלה</translation>
    </message>
    <message>
        <source>resumed</source>
        <translation>ההקלטה חודשה</translation>
    </message>
    <message>
        <source>call ended</source>
        <translation>השיחה הסתיימה</translation>
    </message>
    <message>
        <source>no call</source>
        <translation>אין שיחה</translation>
    </message>
    <message>
        <source>seen to be recorded</source>
        <translation>נראתה מוקלטת</translation>
    </message>
    <message>
        <source>paused again</source>
        <translation>הושהתה שוב</translation>
    </message>
    <message>
        <source>taken over by another session</source>
        <translation>עברה להפעלה אחרת</translation>
    </message>
    <message>
        <source>set-up changed</source>
        <translation>ההגדרה שונתה</translation>
    </message>
    <message>
        <source>program ended</source>
        <translation>התוכנה הסתיימה</translation>
    </message>
    <message>
        <source>not certain</source>
        <translation>לא ודאי</translation>
    </message>
    <message>
        <source>pause failed</source>
        <translation>ההשהיה נכשלה</translation>
    </message>
    <message>
        <source>digits were heard</source>
        <translation>נשמעו ספרות</translation>
    </message>
    <message>
        <source>late</source>
        <translation>מאוחרת</translation>
    </message>
    <message>
        <source>long</source>
        <translation>ארוכה</translation>
    </message>
    <message>
        <source>not resumed</source>
        <translation>לא חודשה</translation>
    </message>
    <message>
        <source>open</source>
        <translation>פתוחה</translation>
    </message>
    <message>
        <source>began</source>
        <translation>התחלה</translation>
    </message>
    <message>
        <source>length</source>
        <translation>משך</translation>
    </message>
    <message>
        <source>by</source>
        <translation>על ידי</translation>
    </message>
    <message>
        <source>result</source>
        <translation>תוצאה</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>סיום</translation>
    </message>
    <message>
        <source>extension</source>
        <translation>שלוחה</translation>
    </message>
    <message>
        <source>marks</source>
        <translation>סימונים</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>הוקלטו</translation>
    </message>
    <message>
        <source>what</source>
        <translation>מה</translation>
    </message>
    <message>
        <source>why</source>
        <translation>מדוע</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>שיחות</translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number} שנ׳</translation>
    </message>
    <message>
        <source>{number} ms</source>
        <translation>{number} אלפיות שנייה</translation>
    </message>
    <message>
        <source>{file}, line {line}</source>
        <translation>{file}, שורה {line}</translation>
    </message>
    <message>
        <source>{count} lines could not be read ({some}): see {command}.</source>
        <translation>שורות שלא ניתן היה לקרוא: {count} ({some}). ראו {command}.</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>ועוד {count}</translation>
    </message>
    <message>
        <source>{lines} lines in {files} files are as they were written.</source>
        <translation>שורות כפי שנכתבו: {lines}, בקבצים: {files}.</translation>
    </message>
    <message>
        <source>{lines} lines in {files} files are as they were written, {newer} of them newer than what the keyring was told of.</source>
        <translation>שורות כפי שנכתבו: {lines}, בקבצים: {files}; מהן חדשות ממה שנמסר למחזיק המפתחות: {newer}.</translation>
    </message>
    <message>
        <source>In doubt: {count}.</source>
        <translation>בספק: {count}.</translation>
    </message>
    <message>
        <source>The journal cannot be read: {why}.</source>
        <translation>לא ניתן לקרוא את היומן: {why}.</translation>
    </message>
    <message>
        <source>The journal could not be verified, for the keyring, which has its key, could not be asked: {why}.</source>
        <translation>לא ניתן היה לאמת את היומן, כי מחזיק המפתחות, שבו המפתח של היומן, לא השיב: {why}.</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>אין.</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>לא ניתן לקרוא אותה</translation>
    </message>
    <message>
        <source>unfinished: its end was cut off, or a crash or a power cut came while it was written</source>
        <translation>אינה גמורה: סופה נקטע, או שקריסה או הפסקת חשמל אירעו בזמן הכתיבה</translation>
    </message>
    <message>
        <source>the keyring holds no key for it, so nothing in it can be vouched for</source>
        <translation>במחזיק המפתחות אין מפתח ליומן הזה, ולכן אי אפשר לערוב לשום דבר בו</translation>
    </message>
    <message>
        <source>entry {first} is missing at the end</source>
        <translation>רשומה {first} חסרה בסוף</translation>
    </message>
    <message>
        <source>entries {first} to {last} are missing at the end</source>
        <translation>רשומות {first} עד {last} חסרות בסוף</translation>
    </message>
    <message>
        <source>entry {first} is missing before it</source>
        <translation>רשומה {first} חסרה לפניה</translation>
    </message>
    <message>
        <source>entries {first} to {last} are missing before it</source>
        <translation>רשומות {first} עד {last} חסרות לפניה</translation>
    </message>
    <message>
        <source>entry {entry} is not the one that the keyring was told of</source>
        <translation>רשומה {entry} אינה זו שנמסרה למחזיק המפתחות</translation>
    </message>
    <message>
        <source>an unfinished line of {bytes} bytes that stood before it is gone</source>
        <translation>שורה לא גמורה של {bytes} בתים שעמדה לפניה נעלמה</translation>
    </message>
    <message>
        <source>{count} records before it could not be written</source>
        <translation>רשומות לפניה שלא ניתן היה לכתוב: {count}</translation>
    </message>
    <message>
        <source>the beginning of the file is missing</source>
        <translation>תחילת הקובץ חסרה</translation>
    </message>
    <message>
        <source>the file before it, of {month}, is missing</source>
        <translation>הקובץ שלפניו, של {month}, חסר</translation>
    </message>
    <message>
        <source>not the file that follows</source>
        <translation>אינו הקובץ הבא בסדר</translation>
    </message>
    <message>
        <source>sealed by a key that the keyring no longer holds, as all that follow up to the next link</source>
        <translation>חתומה במפתח שכבר אינו במחזיק המפתחות, וכך כל הבאות אחריה עד החוליה הבאה</translation>
    </message>
    <message>
        <source>written while the keyring could not be had, so anybody may have written it, as all that follow up to the next link</source>
        <translation>נכתבה כשמחזיק המפתחות לא היה זמין, ולכן כל אחד היה יכול לכתוב אותה; וכך כל הבאות אחריה עד החוליה הבאה</translation>
    </message>
    <message>
        <source>was changed: its seal is wrong</source>
        <translation>שונתה: החתימה שלה שגויה</translation>
    </message>
    <message>
        <source>out of its place, or there twice: it is entry {entry}, after entry {before}</source>
        <translation>אינה במקומה, או מופיעה פעמיים: זו רשומה {entry}, אחרי רשומה {before}</translation>
    </message>
    <message>
        <source>does not follow the line before it</source>
        <translation>אינה ממשיכה את השורה שלפניה</translation>
    </message>
    <message>
        <source>{file}: {what}</source>
        <translation>{file}: {what}</translation>
    </message>
    <message>
        <source>{file}, line {line}: {what}</source>
        <translation>{file}, שורה {line}: {what}</translation>
    </message>
</context>
<context>
    <name>Look</name>
    <message>
        <source>Recording cannot be paused yet: the extension and the monitor host are missing.</source>
        <translation>עדיין אי אפשר להשהות את ההקלטה: חסרים השלוחה ושרת הניטור.</translation>
    </message>
    <message>
        <source>A call would be recorded. Pause before a card number is read out.</source>
        <translation>שיחה תוקלט. יש להשהות לפני הקראת מספר כרטיס.</translation>
    </message>
    <message>
        <source>The call is being recorded. Pause before a card number is read out.</source>
        <translation>השיחה מוקלטת. יש להשהות לפני הקראת מספר כרטיס.</translation>
    </message>
    <message>
        <source>The server has been asked. Wait for the word PAUSED before the card number.</source>
        <translation>הבקשה נשלחה לשרת. יש להמתין למילה ״מושהית״ לפני מספר הכרטיס.</translation>
    </message>
    <message>
        <source>The server accepted the pause for the calls now live. It has not been read back.</source>
        <translation>השרת קיבל את ההשהיה עבור השיחות הפעילות כעת. היא לא אומתה בקריאה חוזרת.</translation>
    </message>
    <message>
        <source>The server accepted the pause, and each live call shows it.</source>
        <translation>השרת קיבל את ההשהיה, וכל שיחה פעילה מראה אותה.</translation>
    </message>
    <message>
        <source>The longest pause is nearly over. Keep it if the card is not done.</source>
        <translation>ההשהיה המרבית עומדת להסתיים. אם קבלת הכרטיס לא הסתיימה, יש להאריך.</translation>
    </message>
    <message>
        <source>The pause was accepted, but a new call would be recorded.</source>
        <translation>ההשהיה התקבלה, אך שיחה חדשה תוקלט.</translation>
    </message>
    <message>
        <source>Take it that the call is being recorded: do not take the card.</source>
        <translation>יש להניח שהשיחה מוקלטת: אין לקבל פרטי כרטיס.</translation>
    </message>
    <message>
        <source>The server has been asked to resume. Until it answers, the pause goes on.</source>
        <translation>נשלחה לשרת בקשה לחידוש ההקלטה. עד לתשובה ההשהיה נמשכת.</translation>
    </message>
    <message>
        <source>The resume was not accepted: take it that the recording is still paused.</source>
        <translation>חידוש ההקלטה לא התקבל: יש להניח שההקלטה עדיין מושהית.</translation>
    </message>
    <message>
        <source>It is not known whether an earlier pause still holds.</source>
        <translation>לא ידוע אם השהיה קודמת עדיין בתוקף.</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>Open panel</source>
        <translation>פתיחת החלונית</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>הגדרות…</translation>
    </message>
    <message>
        <source>Digits were already heard</source>
        <translation>ספרות כבר נשמעו</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>יציאה</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>No call was paused</source>
        <translation>אף שיחה לא הושהתה</translation>
    </message>
    <message>
        <source>Recording resumed: the longest pause was over</source>
        <translation>ההקלטה חודשה: משך ההשהיה המרבי הסתיים</translation>
    </message>
    <message>
        <source>Recording resumed</source>
        <translation>ההקלטה חודשה</translation>
    </message>
    <message>
        <source>The call has ended, and the pause with it</source>
        <translation>השיחה הסתיימה, ואיתה ההשהיה</translation>
    </message>
    <message>
        <source>A pause from earlier was ended</source>
        <translation>השהיה קודמת הופסקה</translation>
    </message>
    <message>
        <source>This pause cannot be kept any longer</source>
        <translation>לא ניתן להאריך עוד את ההשהיה הזו</translation>
    </message>
    <message>
        <source>Kept paused</source>
        <translation>ההשהיה הוארכה</translation>
    </message>
    <message>
        <source>Nothing is paused now</source>
        <translation>אין כעת השהיה</translation>
    </message>
    <message>
        <source>The calls cannot be seen: resume all, or none</source>
        <translation>השיחות אינן נראות: אפשר לחדש את כולן, או אף אחת</translation>
    </message>
    <message>
        <source>Call not found</source>
        <translation>השיחה לא נמצאה</translation>
    </message>
    <message>
        <source>Came too soon after another press, so nothing was done</source>
        <translation>הגיעה מיד אחרי לחיצה אחרת, ולכן לא נעשה דבר</translation>
    </message>
    <message>
        <source>Noted: digits were already heard</source>
        <translation>נרשם: ספרות כבר נשמעו</translation>
    </message>
    <message>
        <source>The set-up is proven</source>
        <translation>ההגדרה הוכחה</translation>
    </message>
    <message>
        <source>The proof has failed</source>
        <translation>ההוכחה נכשלה</translation>
    </message>
</context>
<context>
    <name>Offer</name>
    <message>
        <source>Set up…</source>
        <translation>הגדרה…</translation>
    </message>
    <message>
        <source>Pause recording</source>
        <translation>השהיית הקלטה</translation>
    </message>
    <message>
        <source>Resume recording</source>
        <translation>חידוש הקלטה</translation>
    </message>
    <message>
        <source>Resume / don&apos;t pause</source>
        <translation>חידוש / לא להשהות</translation>
    </message>
    <message>
        <source>Keep paused</source>
        <translation>הארכת ההשהיה</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>השהיה</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>חידוש</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>הארכה</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>resumed</source>
        <translation>חודשה</translation>
    </message>
    <message>
        <source>resumed by the clock</source>
        <translation>חודשה אוטומטית</translation>
    </message>
    <message>
        <source>the call ended</source>
        <translation>השיחה הסתיימה</translation>
    </message>
    <message>
        <source>not paused: no server accepted it</source>
        <translation>לא הושהתה: אף שרת לא קיבל את הבקשה</translation>
    </message>
    <message>
        <source>paused again</source>
        <translation>הושהתה שוב</translation>
    </message>
    <message>
        <source>the program ended</source>
        <translation>התוכנה נסגרה</translation>
    </message>
    <message>
        <source>end not certain</source>
        <translation>הסיום אינו ודאי</translation>
    </message>
    <message>
        <source>still going on</source>
        <translation>עדיין נמשכת</translation>
    </message>
    <message>
        <source>None on that day.</source>
        <translation>לא היו השהיות באותו יום.</translation>
    </message>
    <message>
        <source>Recording Pause</source>
        <translation>השהיית הקלטה</translation>
    </message>
    <message>
        <source>None so far.</source>
        <translation>אין עדיין.</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>ועוד {count}</translation>
    </message>
    <message>
        <source>Calls now</source>
        <translation>שיחות כעת</translation>
    </message>
    <message>
        <source>Pauses today</source>
        <translation>השהיות היום</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>הגדרות…</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>עוד…</translation>
    </message>
    <message>
        <source>This set-up has not been proven. One test call shows whether a pause really reaches the recording.</source>
        <translation>ההגדרה הזו לא הוכחה. שיחת בדיקה אחת מראה אם השהיה אכן מגיעה להקלטה.</translation>
    </message>
    <message>
        <source>Prove it…</source>
        <translation>הוכחה…</translation>
    </message>
    <message>
        <source>Choose other keys…</source>
        <translation>בחירת מקשים אחרים…</translation>
    </message>
    <message>
        <source>Check the login…</source>
        <translation>בדיקת פרטי ההזדהות…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>ניסיון נוסף</translation>
    </message>
    <message>
        <source>Not visible to this program: a pause goes to all of them.</source>
        <translation>אינן גלויות לתוכנה: השהיה חלה על כולן.</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>אין.</translation>
    </message>
</context>
<context>
    <name>PhoneKeys</name>
    <message>
        <source>A customer calls</source>
        <translation>לקוח מתקשר</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>מענה</translation>
    </message>
    <message>
        <source>A second call joins</source>
        <translation>שיחה שנייה מצטרפת</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>ניתוק</translation>
    </message>
    <message>
        <source>A queue call comes in</source>
        <translation>נכנסת שיחה מתור</translation>
    </message>
    <message>
        <source>Conference</source>
        <translation>שיחת ועידה</translation>
    </message>
    <message>
        <source>Everybody talks to everybody: calls on hold come back</source>
        <translation>כולם מדברים עם כולם: שיחות שבהמתנה חוזרות</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>המתנה</translation>
    </message>
    <message>
        <source>Transfer to a colleague</source>
        <translation>העברה לעמית</translation>
    </message>
    <message>
        <source>Someone else resumes</source>
        <translation>מישהו אחר מחדש הקלטה</translation>
    </message>
    <message>
        <source>Another program has the calls recorded again</source>
        <translation>תוכנה אחרת מחזירה את השיחות להקלטה</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>חזרה מהמתנה</translation>
    </message>
    <message>
        <source>Colleague transfers back</source>
        <translation>העמית מחזיר את השיחה</translation>
    </message>
</context>
<context>
    <name>PhoneWindow</name>
    <message>
        <source>Answer by itself</source>
        <translation>מענה אוטומטי</translation>
    </message>
    <message>
        <source>Cut the network</source>
        <translation>ניתוק הרשת</translation>
    </message>
    <message>
        <source>The server refuses</source>
        <translation>השרת מסרב</translation>
    </message>
    <message>
        <source>Slow answers</source>
        <translation>תשובות איטיות</translation>
    </message>
    <message>
        <source>Live events stop</source>
        <translation>אירועים חיים נעצרים</translation>
    </message>
    <message>
        <source>Demo phone</source>
        <translation>טלפון הדגמה</translation>
    </message>
    <message>
        <source>Customers, server and recorder are simulated. {chord} pauses the recording, in any window.</source>
        <translation>הלקוחות, השרת והמקליט הם הדמיה. הצירוף {chord} משהה את ההקלטה, בכל חלון.</translation>
    </message>
    <message>
        <source>Call {number}</source>
        <translation>שיחה {number}</translation>
    </message>
</context>
<context>
    <name>Pill</name>
    <message>
        <source>Recording Pause</source>
        <translation>השהיית הקלטה</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>תפריט</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>No answer from the server</source>
        <translation>אין תשובה מהשרת</translation>
    </message>
    <message>
        <source>The recording server has not answered.</source>
        <translation>שרת ההקלטה לא השיב.</translation>
    </message>
    <message>
        <source>If this goes on, check this computer&apos;s network connection.</source>
        <translation>אם זה נמשך, יש לבדוק את חיבור הרשת של המחשב.</translation>
    </message>
    <message>
        <source>Server name not found</source>
        <translation>שם השרת לא נמצא</translation>
    </message>
    <message>
        <source>The name of the monitor host cannot be found on the network.</source>
        <translation>שם שרת הניטור לא נמצא ברשת.</translation>
    </message>
    <message>
        <source>Check the network connection, and the monitor host in the settings.</source>
        <translation>יש לבדוק את חיבור הרשת, ואת שרת הניטור בהגדרות.</translation>
    </message>
    <message>
        <source>No connection to the server</source>
        <translation>אין חיבור לשרת</translation>
    </message>
    <message>
        <source>The recording server cannot be reached.</source>
        <translation>לא ניתן להגיע לשרת ההקלטה.</translation>
    </message>
    <message>
        <source>Check the network connection. If the network is all right, the server may accept requests only from your office network: ask your administrator.</source>
        <translation>יש לבדוק את חיבור הרשת. אם הרשת תקינה, ייתכן שהשרת מקבל בקשות רק מרשת המשרד: יש לפנות למנהל המערכת.</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>החיבור נותק</translation>
    </message>
    <message>
        <source>The connection broke off before the recording server answered.</source>
        <translation>החיבור נותק לפני ששרת ההקלטה השיב.</translation>
    </message>
    <message>
        <source>Server&apos;s certificate not trusted</source>
        <translation>אישור האבטחה של השרת אינו מהימן</translation>
    </message>
    <message>
        <source>The server could not prove its identity, so nothing was sent to it.</source>
        <translation>השרת לא הוכיח את זהותו, ולכן לא נשלח אליו דבר.</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date and time and the monitor host; then ask your administrator.</source>
        <translation>יש לבדוק את התאריך והשעה במחשב ואת שרת הניטור, ואחר כך לפנות למנהל המערכת.</translation>
    </message>
    <message>
        <source>Certificate file cannot be read</source>
        <translation>קובץ אישורי האבטחה אינו ניתן לקריאה</translation>
    </message>
    <message>
        <source>The certificate file of the set-up is gone or cannot be read. Without it no server is trusted, so nothing was sent.</source>
        <translation>קובץ אישורי האבטחה שבהגדרה נעלם או אינו ניתן לקריאה. בלעדיו אף שרת אינו נחשב אמין, ולכן דבר לא נשלח.</translation>
    </message>
    <message>
        <source>Ask your administrator to put it back, or to set up another.</source>
        <translation>יש לבקש ממנהל המערכת להחזיר אותו או להגדיר אחר.</translation>
    </message>
    <message>
        <source>Proxy refused the connection</source>
        <translation>שרת הפרוקסי סירב לחיבור</translation>
    </message>
    <message>
        <source>The network&apos;s proxy did not let the request through.</source>
        <translation>שרת הפרוקסי של הרשת לא העביר את הבקשה.</translation>
    </message>
    <message>
        <source>Ask your administrator to allow the monitor host.</source>
        <translation>יש לבקש ממנהל המערכת לאפשר גישה לשרת הניטור.</translation>
    </message>
    <message>
        <source>Sent on to another address</source>
        <translation>הפניה לכתובת אחרת</translation>
    </message>
    <message>
        <source>The request was sent on to another address, and was not followed there.</source>
        <translation>הבקשה הופנתה לכתובת אחרת, ולא נשלחה לשם.</translation>
    </message>
    <message>
        <source>A network sign-in page may be in the way. Check the monitor host in the settings.</source>
        <translation>ייתכן שדף כניסה לרשת חוסם את הדרך. יש לבדוק את שרת הניטור בהגדרות.</translation>
    </message>
    <message>
        <source>Not allowed from this network</source>
        <translation>אין הרשאה מהרשת הזו</translation>
    </message>
    <message>
        <source>The recording server does not accept requests from this network.</source>
        <translation>שרת ההקלטה אינו מקבל בקשות מהרשת הזו.</translation>
    </message>
    <message>
        <source>Ask your administrator to have this network&apos;s address allowed.</source>
        <translation>יש לבקש ממנהל המערכת לאפשר את הכתובת של הרשת הזו.</translation>
    </message>
    <message>
        <source>Not a recording server</source>
        <translation>זה אינו שרת הקלטה</translation>
    </message>
    <message>
        <source>The host answered, but it is not a recording server.</source>
        <translation>השרת השיב, אך הוא אינו שרת הקלטה.</translation>
    </message>
    <message>
        <source>Check the monitor host in the settings.</source>
        <translation>יש לבדוק את שרת הניטור בהגדרות.</translation>
    </message>
    <message>
        <source>Server asks to slow down</source>
        <translation>השרת מבקש להאט</translation>
    </message>
    <message>
        <source>The recording server is getting too many requests and did not take this one.</source>
        <translation>שרת ההקלטה מקבל בקשות רבות מדי ולא קיבל את הבקשה הזו.</translation>
    </message>
    <message>
        <source>Wait a few seconds before the next press.</source>
        <translation>יש להמתין כמה שניות לפני הלחיצה הבאה.</translation>
    </message>
    <message>
        <source>Server fault</source>
        <translation>תקלה בשרת</translation>
    </message>
    <message>
        <source>The recording server reports a fault of its own.</source>
        <translation>שרת ההקלטה מדווח על תקלה אצלו.</translation>
    </message>
    <message>
        <source>If this goes on, tell your administrator.</source>
        <translation>אם זה נמשך, יש לדווח למנהל המערכת.</translation>
    </message>
    <message>
        <source>Unexpected answer</source>
        <translation>תשובה לא צפויה</translation>
    </message>
    <message>
        <source>The recording server did not take the request, and did not say why.</source>
        <translation>שרת ההקלטה לא קיבל את הבקשה, ולא ציין מדוע.</translation>
    </message>
    <message>
        <source>Answer not understood</source>
        <translation>התשובה אינה מובנת</translation>
    </message>
    <message>
        <source>Something answered that does not speak like a recording server.</source>
        <translation>התקבלה תשובה שאינה נראית כתשובה של שרת הקלטה.</translation>
    </message>
    <message>
        <source>Extension not accepted</source>
        <translation>השלוחה לא התקבלה</translation>
    </message>
    <message>
        <source>The recording server does not accept the extension as it is set up.</source>
        <translation>שרת ההקלטה אינו מקבל את השלוחה כפי שהוגדרה.</translation>
    </message>
    <message>
        <source>Check the extension in the settings.</source>
        <translation>יש לבדוק את השלוחה בהגדרות.</translation>
    </message>
    <message>
        <source>Call not found</source>
        <translation>השיחה לא נמצאה</translation>
    </message>
    <message>
        <source>The recording server does not know the call; it may have ended.</source>
        <translation>שרת ההקלטה אינו מכיר את השיחה; ייתכן שהסתיימה.</translation>
    </message>
    <message>
        <source>If the call goes on, press again.</source>
        <translation>אם השיחה נמשכת, יש ללחוץ שוב.</translation>
    </message>
    <message>
        <source>Refused by the server</source>
        <translation>השרת סירב</translation>
    </message>
    <message>
        <source>The recording server refused the request.</source>
        <translation>שרת ההקלטה סירב לבקשה.</translation>
    </message>
    <message>
        <source>Check the extension in the settings, or ask your administrator.</source>
        <translation>יש לבדוק את השלוחה בהגדרות, או לפנות למנהל המערכת.</translation>
    </message>
    <message>
        <source>It took too long</source>
        <translation>זה ארך זמן רב מדי</translation>
    </message>
    <message>
        <source>The pause could not be made in time and was given up.</source>
        <translation>ההשהיה לא בוצעה בזמן, והניסיון הופסק.</translation>
    </message>
    <message>
        <source>Press pause again if it is still needed.</source>
        <translation>אם ההשהיה עדיין נחוצה, יש ללחוץ שוב על השהיה.</translation>
    </message>
    <message>
        <source>A new call has joined</source>
        <translation>הצטרפה שיחה חדשה</translation>
    </message>
    <message>
        <source>A new call has joined, and it is being recorded until it is paused as well.</source>
        <translation>הצטרפה שיחה חדשה, והיא מוקלטת עד שתושהה גם היא.</translation>
    </message>
    <message>
        <source>Wait for the word PAUSED.</source>
        <translation>יש להמתין למילה ״מושהית״.</translation>
    </message>
    <message>
        <source>Only some calls are paused</source>
        <translation>רק חלק מהשיחות מושהות</translation>
    </message>
    <message>
        <source>Only the calls that were named are paused; every other call is recorded.</source>
        <translation>רק השיחות שצוינו מושהות; כל שיחה אחרת מוקלטת.</translation>
    </message>
    <message>
        <source>Press pause to pause them all.</source>
        <translation>יש ללחוץ על השהיה כדי להשהות את כולן.</translation>
    </message>
    <message>
        <source>Not proven on this desk</source>
        <translation>לא הוכח בעמדה הזאת</translation>
    </message>
    <message>
        <source>Nobody has shown yet that a pause works with this set-up, and your organisation demands it.</source>
        <translation>עדיין לא הוכח שהשהיה עובדת בהגדרה הזאת, והארגון שלך דורש זאת.</translation>
    </message>
    <message>
        <source>Open the settings and prove it on a test call.</source>
        <translation>יש לפתוח את ההגדרות ולהוכיח בשיחת בדיקה.</translation>
    </message>
    <message>
        <source>Server shows another state</source>
        <translation>השרת מראה מצב אחר</translation>
    </message>
    <message>
        <source>The server accepted the request, but shows that the recording did not follow it.</source>
        <translation>השרת קיבל את הבקשה, אך מראה שההקלטה לא פעלה לפיה.</translation>
    </message>
    <message>
        <source>Press again; if this goes on, tell your administrator.</source>
        <translation>יש ללחוץ שוב; אם זה נמשך, יש לדווח למנהל המערכת.</translation>
    </message>
    <message>
        <source>Pause and resume look swapped</source>
        <translation>נראה שהשהיה וחידוש הפוכים</translation>
    </message>
    <message>
        <source>The server does the opposite of what is asked: pause and resume look swapped.</source>
        <translation>השרת עושה את ההפך ממה שמתבקש: נראה שהשהיה וחידוש הפוכים.</translation>
    </message>
    <message>
        <source>Tell your administrator, and prove the set-up again on a test call.</source>
        <translation>יש לדווח למנהל המערכת, ולהוכיח את ההגדרה שוב בשיחת בדיקה.</translation>
    </message>
    <message>
        <source>Resumed by someone else</source>
        <translation>חודשה על ידי גורם אחר</translation>
    </message>
    <message>
        <source>The recording was resumed, but not from here.</source>
        <translation>ההקלטה חודשה, אך לא מכאן.</translation>
    </message>
    <message>
        <source>Pause no longer accepted</source>
        <translation>ההשהיה אינה מתקבלת עוד</translation>
    </message>
    <message>
        <source>The server accepted the pause before, but now refuses it.</source>
        <translation>השרת קיבל את ההשהיה קודם לכן, אך כעת הוא מסרב לה.</translation>
    </message>
    <message>
        <source>Press pause or resume, so that it is known which of them holds.</source>
        <translation>יש ללחוץ על השהיה או על חידוש, כדי שיהיה ידוע מה בתוקף.</translation>
    </message>
    <message>
        <source>A NEW call would be RECORDED</source>
        <translation>שיחה חדשה תוקלט!</translation>
    </message>
    <message>
        <source>The pause was accepted for the calls that were live, and nobody has looked since: a new call would be recorded, and so would one that was resumed elsewhere.</source>
        <translation>ההשהיה התקבלה עבור השיחות שהיו פעילות, ומאז איש לא בדק: שיחה חדשה תוקלט, וכך גם שיחה שהקלטתה חודשה ממקום אחר.</translation>
    </message>
    <message>
        <source>Press pause again when a new call comes in.</source>
        <translation>כאשר נכנסת שיחה חדשה, יש ללחוץ שוב על השהיה.</translation>
    </message>
    <message>
        <source>Press {keys} when a new call comes in.</source>
        <translation>יש להקיש {keys} כשנכנסת שיחה חדשה.</translation>
    </message>
    <message>
        <source>The server accepted the pause but does not answer now, so a new call would be recorded.</source>
        <translation>השרת קיבל את ההשהיה אך אינו משיב כעת, ולכן שיחה חדשה תוקלט.</translation>
    </message>
    <message>
        <source>Accepted by another server</source>
        <translation>התקבלה בשרת אחר</translation>
    </message>
    <message>
        <source>The pause was accepted by another server than the usual one, and it cannot be checked.</source>
        <translation>ההשהיה התקבלה בשרת שאינו השרת הרגיל, ולא ניתן לבדוק אותה.</translation>
    </message>
    <message>
        <source>If in doubt, do not take the card.</source>
        <translation>בכל ספק, אין לקבל פרטי כרטיס.</translation>
    </message>
    <message>
        <source>An older resume may still arrive</source>
        <translation>חידוש קודם עוד עלול להגיע</translation>
    </message>
    <message>
        <source>The server accepted the pause, but an earlier resume that it never answered may still arrive after it.</source>
        <translation>השרת קיבל את ההשהיה, אך בקשת חידוש קודמת שלא נענתה עוד עלולה להגיע אחריה.</translation>
    </message>
    <message>
        <source>Pause is sent once more. Wait for the word PAUSED before the card number.</source>
        <translation>ההשהיה נשלחת פעם נוספת. יש להמתין למילה ״מושהית״ לפני מספר הכרטיס.</translation>
    </message>
    <message>
        <source>The calls do not show the pause</source>
        <translation>השיחות אינן מראות את ההשהיה</translation>
    </message>
    <message>
        <source>The server accepted the pause, but the calls read as recorded. Whether they ever show a pause is not known on this desk.</source>
        <translation>השרת קיבל את ההשהיה, אבל לפי השיחות הן מוקלטות. בעמדה זו לא ידוע אם הן מראות השהיה אי פעם.</translation>
    </message>
    <message>
        <source>If in doubt, do not take the card. Prove the set-up on a test call.</source>
        <translation>בכל ספק, אין לקבל פרטי כרטיס. יש להוכיח את ההגדרה בשיחת בדיקה.</translation>
    </message>
    <message>
        <source>The calls read as paused</source>
        <translation>לפי השיחות ההקלטה מושהית</translation>
    </message>
    <message>
        <source>A call reads as paused, though no pause from here is known to hold: it may not be recorded.</source>
        <translation>לפי אחת השיחות הקלטתה מושהית, אף שלא ידוע על השהיה מכאן: ייתכן שאינה מוקלטת.</translation>
    </message>
    <message>
        <source>Press resume, or pause. If it reads so after each resume, tell your administrator.</source>
        <translation>יש ללחוץ על חידוש או על השהיה. אם כך נראה אחרי כל חידוש, יש לפנות למנהל המערכת.</translation>
    </message>
    <message>
        <source>The login shows another extension</source>
        <translation>ההתחברות מראה שלוחה אחרת</translation>
    </message>
    <message>
        <source>The server accepted the pause, but the Real-time login does not show this extension: the pause may be another rep&apos;s.</source>
        <translation>השרת קיבל את ההשהיה, אבל ההתחברות ל-Real-time אינה מראה את השלוחה הזאת: ייתכן שההשהיה היא של נציג אחר.</translation>
    </message>
    <message>
        <source>If in doubt, do not take the card. Check extension and login in the settings.</source>
        <translation>בכל ספק, אין לקבל פרטי כרטיס. יש לבדוק את השלוחה ואת ההתחברות בהגדרות.</translation>
    </message>
    <message>
        <source>A pause would fail</source>
        <translation>השהיה תיכשל</translation>
    </message>
    <message>
        <source>The recording server cannot be reached now, so a pause would fail.</source>
        <translation>אין כעת קשר לשרת ההקלטה, ולכן השהיה תיכשל.</translation>
    </message>
    <message>
        <source>Do not take a card before this word has gone.</source>
        <translation>אין לקבל פרטי כרטיס לפני שהודעה זו נעלמת.</translation>
    </message>
    <message>
        <source>The extension is not known yet</source>
        <translation>השלוחה עדיין אינה ידועה</translation>
    </message>
    <message>
        <source>A pause from before may still hold, and cannot be resumed while the extension is not known.</source>
        <translation>ייתכן שהשהיה קודמת עדיין פעילה, ואי אפשר לחדש את ההקלטה כל עוד השלוחה אינה ידועה.</translation>
    </message>
    <message>
        <source>Unlock the keyring, or set up recording pause.</source>
        <translation>יש לפתוח את מחזיק המפתחות, או להגדיר את השהיית ההקלטה.</translation>
    </message>
    <message>
        <source>The program was restarted</source>
        <translation>התוכנה הופעלה מחדש</translation>
    </message>
    <message>
        <source>The program was restarted during a pause, and does not know whether it still holds.</source>
        <translation>התוכנה הופעלה מחדש במהלך השהיה, ולא ידוע לה אם ההשהיה עדיין בתוקף.</translation>
    </message>
    <message>
        <source>Press resume, or pause.</source>
        <translation>יש ללחוץ על חידוש, או על השהיה.</translation>
    </message>
    <message>
        <source>The computer was asleep</source>
        <translation>המחשב היה במצב שינה</translation>
    </message>
    <message>
        <source>The computer slept during a pause, and it is not known whether it still holds.</source>
        <translation>המחשב היה במצב שינה במהלך השהיה, ולא ידוע אם היא עדיין בתוקף.</translation>
    </message>
    <message>
        <source>In another session of yours</source>
        <translation>בחיבור אחר שלך</translation>
    </message>
    <message>
        <source>Recording was paused in another desktop session of yours, and may be paused there still.</source>
        <translation>ההקלטה הושהתה בחיבור אחר שלך למחשב הזה, וייתכן שהיא עדיין מושהית שם.</translation>
    </message>
    <message>
        <source>Press resume or pause: this session then takes over from the other one.</source>
        <translation>יש ללחוץ על חידוש או על השהיה: החיבור הזה יקבל אז את השליטה מהאחר.</translation>
    </message>
    <message>
        <source>Take it that the call is being recorded: do not take the card.</source>
        <translation>יש להניח שהשיחה מוקלטת: אין לקבל פרטי כרטיס.</translation>
    </message>
    <message>
        <source>Take it that the recording is still paused.</source>
        <translation>יש להניח שההקלטה עדיין מושהית.</translation>
    </message>
    <message>
        <source>The recording may be paused, or may not.</source>
        <translation>ייתכן שההקלטה מושהית, וייתכן שלא.</translation>
    </message>
    <message>
        <source>The last accepted pause stays on.</source>
        <translation>ההשהיה האחרונה שהתקבלה נשארת בתוקף.</translation>
    </message>
    <message>
        <source>Recording goes on as usual.</source>
        <translation>ההקלטה נמשכת כרגיל.</translation>
    </message>
    <message>
        <source>Recording cannot be paused yet.</source>
        <translation>עדיין אי אפשר להשהות את ההקלטה.</translation>
    </message>
</context>
<context>
    <name>Proof</name>
    <message>
        <source>1. Call your own mobile phone, or a colleague, and let it be answered.
2. Press Start, and keep on counting aloud until this page says that it is done.</source>
        <translation>1. יש להתקשר לטלפון הנייד האישי, או לעמית, ולהמתין למענה.
2. יש ללחוץ על ״התחלה״ ולספור בקול עד שיופיע כאן שהבדיקה הסתיימה.</translation>
    </message>
    <message>
        <source>Pausing… Keep on counting aloud.</source>
        <translation>מתבצעת השהיה… יש להמשיך לספור בקול.</translation>
    </message>
    <message>
        <source>Paused. Keep on counting aloud: it resumes in {clock}.</source>
        <translation>ההקלטה מושהית. יש להמשיך לספור בקול: ההקלטה תחודש בעוד {clock}.</translation>
    </message>
    <message>
        <source>Resuming… Keep on counting aloud.</source>
        <translation>מתבצע חידוש… יש להמשיך לספור בקול.</translation>
    </message>
    <message>
        <source>Count on for a few seconds and hang up. Then listen to the recording of this call, where you listen to recordings.
Is the counting missing for ten seconds, and there before and after?</source>
        <translation>יש להמשיך לספור עוד כמה שניות ולנתק. אחר כך יש להאזין להקלטה של השיחה הזו, במקום שבו מאזינים להקלטות.
האם הספירה חסרה למשך עשר שניות, ונשמעת לפניהן ואחריהן?</translation>
    </message>
    <message>
        <source>The proof has failed: it is not sure that a pause reaches the recording. Do not take cards with this set-up. Check the extension, tell your administrator, and try again.</source>
        <translation>ההוכחה נכשלה: לא בטוח שהשהיה מגיעה להקלטה. אין לקבל פרטי כרטיס עם ההגדרה הזו. יש לבדוק את השלוחה, לדווח למנהל המערכת ולנסות שוב.</translation>
    </message>
    <message>
        <source>A server can accept a pause for a wrong extension, or have pause and resume the wrong way round. One test call shows it: a pause of ten seconds, a resume, and then you listen.</source>
        <translation>שרת יכול לקבל השהיה עבור שלוחה שגויה, או להפוך בין השהיה לחידוש. שיחת בדיקה אחת מראה זאת: השהיה של עשר שניות, חידוש, ואחר כך האזנה להקלטה.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>התחלה</translation>
    </message>
    <message>
        <source>Yes, ten seconds are missing</source>
        <translation>כן, חסרות עשר שניות</translation>
    </message>
    <message>
        <source>No</source>
        <translation>לא</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>ביטול הבדיקה</translation>
    </message>
    <message>
        <source>This set-up is proven.</source>
        <translation>ההגדרה הזו הוכחה.</translation>
    </message>
    <message>
        <source>This set-up is not proven.</source>
        <translation>ההגדרה הזו לא הוכחה.</translation>
    </message>
</context>
<context>
    <name>Prove</name>
    <message>
        <source>Not begun: say with --test-call that the call that is live now is a test call.</source>
        <translation>לא התחיל: יש לציין באמצעות ‎--test-call‎ שהשיחה הפעילה כעת היא שיחת בדיקה.</translation>
    </message>
    <message>
        <source>Not begun: the program is not set up.</source>
        <translation>לא התחיל: התוכנה אינה מוגדרת.</translation>
    </message>
    <message>
        <source>Not begun: a pause is under way, or may be. Resume first, then try again on a test call.</source>
        <translation>לא התחיל: יש השהיה, או שייתכן שיש. תחילה יש לחדש את ההקלטה, ואז לנסות שוב בשיחת בדיקה.</translation>
    </message>
    <message>
        <source>Not begun: no call is live. Call your own mobile phone, let it be answered, and try again.</source>
        <translation>לא התחיל: אין שיחה פעילה. יש להתקשר לטלפון הנייד שלך, לענות בו, ולנסות שוב.</translation>
    </message>
    <message>
        <source>Not begun: there is more than one call, and a customer&apos;s is not to be paused for a test.</source>
        <translation>לא התחיל: יש יותר משיחה אחת, ואין להשהות שיחה של לקוח לצורך בדיקה.</translation>
    </message>
    <message>
        <source>The set-up is proven.</source>
        <translation>ההגדרה הוכחה.</translation>
    </message>
    <message>
        <source>Not proven yet: listen to the recording of this call. Are ten seconds missing, and is the rest there? Then say so in the settings, at Prove it.</source>
        <translation>עדיין לא הוכח: יש להאזין להקלטה של השיחה הזו. האם חסרות בה עשר שניות, והשאר קיים? אז יש לציין זאת בהגדרות, תחת ״הוכחה״.</translation>
    </message>
    <message>
        <source>Not proven: the pause failed. Do not take a card with this set-up.</source>
        <translation>לא הוכח: ההשהיה נכשלה. אין לקבל פרטי כרטיס עם ההגדרה הזו.</translation>
    </message>
    <message>
        <source>Not proven: the resume failed. See that the recording runs again.</source>
        <translation>לא הוכח: חידוש ההקלטה נכשל. יש לוודא שההקלטה פועלת שוב.</translation>
    </message>
    <message>
        <source>Not proven: the call ended too early. Try again, and stay on the line.</source>
        <translation>לא הוכח: השיחה הסתיימה מוקדם מדי. יש לנסות שוב ולהישאר על הקו.</translation>
    </message>
    <message>
        <source>Not proven: a second call came in, so the test was ended and the recording resumed.</source>
        <translation>לא הוכח: נכנסה שיחה שנייה, ולכן הבדיקה הופסקה וההקלטה חודשה.</translation>
    </message>
    <message>
        <source>Not proven: the test was given up.</source>
        <translation>לא הוכח: הבדיקה הופסקה.</translation>
    </message>
    <message>
        <source>Pause: accepted, and the call was shown as paused.</source>
        <translation>השהיה: התקבלה, והשיחה הוצגה כמושהית.</translation>
    </message>
    <message>
        <source>Pause: accepted, but the call was shown as being recorded all the while.</source>
        <translation>השהיה: התקבלה, אך השיחה הוצגה כמוקלטת כל הזמן.</translation>
    </message>
    <message>
        <source>Pause: accepted. Nothing has shown whether the recording was silent.</source>
        <translation>השהיה: התקבלה. דבר לא הראה אם ההקלטה אכן הושהתה.</translation>
    </message>
    <message>
        <source>Resume: accepted, and the call was shown as being recorded.</source>
        <translation>חידוש: התקבל, והשיחה הוצגה כמוקלטת.</translation>
    </message>
    <message>
        <source>Resume: accepted, but the call was still shown as paused.</source>
        <translation>חידוש: התקבל, אך השיחה עדיין הוצגה כמושהית.</translation>
    </message>
    <message>
        <source>Resume: accepted. Nothing has shown whether the recording runs.</source>
        <translation>חידוש: התקבל. דבר לא הראה אם ההקלטה פועלת.</translation>
    </message>
</context>
<context>
    <name>Quit</name>
    <message>
        <source>Quit Recording Pause</source>
        <translation>יציאה מהשהיית הקלטה</translation>
    </message>
    <message>
        <source>The recording is paused, or may be.</source>
        <translation>ההקלטה מושהית, או אולי מושהית.</translation>
    </message>
    <message>
        <source>If the program quits and leaves it paused, the rest of the call is not recorded, and nothing resumes it.</source>
        <translation>אם התוכנה תיסגר ותשאיר את ההקלטה מושהית, המשך השיחה לא יוקלט, ושום דבר לא יחדש את ההקלטה.</translation>
    </message>
    <message>
        <source>Resume and quit</source>
        <translation>חידוש ויציאה</translation>
    </message>
    <message>
        <source>Quit, leave paused</source>
        <translation>יציאה, ההקלטה תישאר מושהית</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>להישאר</translation>
    </message>
</context>
<context>
    <name>Said</name>
    <message>
        <source>The keyring is locked: unlock it in the window that has opened.</source>
        <translation>מחזיק המפתחות נעול: יש לפתוח אותו בחלון שנפתח.</translation>
    </message>
    <message>
        <source>--test-call goes with --prove.</source>
        <translation>האפשרות --test-call שייכת אל --prove.</translation>
    </message>
    <message>
        <source>Recording Pause cannot start, for a part of it cannot be loaded: {reason}</source>
        <translation>לא ניתן להפעיל את Recording Pause, כי חלק ממנה אינו נטען: {reason}</translation>
    </message>
    <message>
        <source>Recording Pause is starting but does not answer.</source>
        <translation>התוכנה Recording Pause עולה כעת, אך אינה משיבה.</translation>
    </message>
    <message>
        <source>The set-up was refused, and nothing was changed. {why}</source>
        <translation>ההגדרה נדחתה, ודבר לא השתנה. {why}</translation>
    </message>
    <message>
        <source>No monitor was found, so nothing was changed: {why}.</source>
        <translation>לא נמצא שרת ניטור, ולכן דבר לא השתנה: {why}.</translation>
    </message>
    <message>
        <source>The set-up was not written. {why}</source>
        <translation>ההגדרה לא נכתבה. {why}</translation>
    </message>
    <message>
        <source>The set-up was not written, for the keyring could not be used: {why}.</source>
        <translation>ההגדרה לא נכתבה, כי לא ניתן היה להשתמש במחזיק המפתחות: {why}.</translation>
    </message>
    <message>
        <source>The set-up was not written: the settings could not be saved ({why}).</source>
        <translation>ההגדרה לא נכתבה: לא ניתן היה לשמור את ההגדרות ({why}).</translation>
    </message>
    <message>
        <source>Set up. It counts from the next start.</source>
        <translation>ההגדרה נשמרה, ותחול מההפעלה הבאה.</translation>
    </message>
    <message>
        <source>Written. Still missing: {keys}.</source>
        <translation>נכתב. עדיין חסר: {keys}.</translation>
    </message>
    <message>
        <source>A program in another session of yours does not know of it yet ({reason}).</source>
        <translation>תוכנה שפועלת בהתחברות אחרת שלך עדיין אינה יודעת על כך ({reason}).</translation>
    </message>
    <message>
        <source>The settings file could not be read ({reason}). The usual settings are used.</source>
        <translation>לא ניתן היה לקרוא את קובץ ההגדרות ({reason}). ההגדרות הרגילות בשימוש.</translation>
    </message>
    <message>
        <source>The settings file could not be read ({reason}). It was kept as {file}. The usual settings are used.</source>
        <translation>לא ניתן היה לקרוא את קובץ ההגדרות ({reason}). הוא נשמר בשם {file}. ההגדרות הרגילות בשימוש.</translation>
    </message>
    <message>
        <source>this is no path</source>
        <translation>זה אינו נתיב</translation>
    </message>
    <message>
        <source>The file with the set-up cannot be read: {reason}.</source>
        <translation>לא ניתן לקרוא את קובץ ההגדרה: {reason}.</translation>
    </message>
    <message>
        <source>There is no set-up in the environment: {variable} is not set.</source>
        <translation>אין הגדרה בסביבה: המשתנה {variable} אינו קיים.</translation>
    </message>
    <message>
        <source>The set-up is too long: at most {count} bytes are read.</source>
        <translation>ההגדרה ארוכה מדי: נקראים לכל היותר {count} בתים.</translation>
    </message>
    <message>
        <source>The list of desks has no heading with one column &quot;{column}&quot;, and no name twice.</source>
        <translation>ברשימת העמדות אין שורת כותרת עם עמודה אחת בשם &quot;{column}&quot; וללא שמות כפולים.</translation>
    </message>
    <message>
        <source>The list of desks is no CSV file: see line {number}.</source>
        <translation>רשימת העמדות אינה קובץ CSV תקין: ראו שורה {number}.</translation>
    </message>
    <message>
        <source>The list of desks has more than one line for this desk.</source>
        <translation>ברשימת העמדות יש יותר משורה אחת לעמדה הזו.</translation>
    </message>
    <message>
        <source>The list of desks has no line for this user or this computer.</source>
        <translation>ברשימת העמדות אין שורה למשתמש הזה או למחשב הזה.</translation>
    </message>
    <message>
        <source>The line of this desk has not as many cells as the heading.</source>
        <translation>מספר התאים בשורה של העמדה הזו שונה מזה שבכותרת.</translation>
    </message>
    <message>
        <source>The set-up is not text in UTF-8 or UTF-16.</source>
        <translation>ההגדרה אינה טקסט ב-UTF-8 או ב-UTF-16.</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>בוצע.</translation>
    </message>
    <message>
        <source>Not done, or not confirmed in time.</source>
        <translation>לא בוצע, או לא אושר בזמן.</translation>
    </message>
    <message>
        <source>Refused.</source>
        <translation>נדחה.</translation>
    </message>
    <message>
        <source>The running program did not understand the command.</source>
        <translation>התוכנה הפועלת לא הבינה את הפקודה.</translation>
    </message>
    <message>
        <source>Recording Pause is not set up yet: start it, and enter the extension and the monitor host.</source>
        <translation>התוכנה Recording Pause עדיין לא הוגדרה: יש להפעיל אותה ולהזין את השלוחה ואת שרת הניטור.</translation>
    </message>
    <message>
        <source>Recording Pause is already running.</source>
        <translation>התוכנה Recording Pause כבר פועלת.</translation>
    </message>
    <message>
        <source>an administrator has it started for every user of this machine</source>
        <translation>מנהל המערכת קבע שהיא תופעל לכל המשתמשים במחשב הזה</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>אינו קריא</translation>
    </message>
    <message>
        <source>unknown key</source>
        <translation>מפתח לא מוכר</translation>
    </message>
    <message>
        <source>too common</source>
        <translation>נפוץ מדי</translation>
    </message>
    <message>
        <source>on some keyboards it types a character</source>
        <translation>במקלדות מסוימות הוא מקליד תו</translation>
    </message>
    <message>
        <source>reserved</source>
        <translation>שמור למערכת</translation>
    </message>
    <message>
        <source>{chord} cannot be a chord: {fault}</source>
        <translation>{chord} אינו יכול לשמש כצירוף מקשים: {fault}</translation>
    </message>
    <message>
        <source>The folder {folder} is not private to this user; remove it and try again.</source>
        <translation>התיקייה {folder} אינה פרטית למשתמש הזה; יש להסיר אותה ולנסות שוב.</translation>
    </message>
    <message>
        <source>Another user of this computer has taken the name under which Recording Pause is reached; nothing was sent.</source>
        <translation>משתמש אחר במחשב הזה תפס את השם שבאמצעותו פונים אל Recording Pause; דבר לא נשלח.</translation>
    </message>
    <message>
        <source>The folder for the lock cannot be made ({reason}).</source>
        <translation>לא ניתן ליצור את התיקייה של קובץ הנעילה ({reason}).</translation>
    </message>
    <message>
        <source>The lock file {lock} cannot be written.</source>
        <translation>לא ניתן לכתוב את קובץ הנעילה {lock}.</translation>
    </message>
    <message>
        <source>Recording Pause is already running but does not answer.</source>
        <translation>התוכנה Recording Pause כבר פועלת, אך אינה משיבה.</translation>
    </message>
    <message>
        <source>The message is too long.</source>
        <translation>ההודעה ארוכה מדי.</translation>
    </message>
    <message>
        <source>The message is not JSON.</source>
        <translation>ההודעה אינה JSON.</translation>
    </message>
    <message>
        <source>The message is not a JSON object.</source>
        <translation>ההודעה אינה אובייקט JSON.</translation>
    </message>
    <message>
        <source>The message is in another version of the protocol; quit the program and start it again.</source>
        <translation>ההודעה בגרסה אחרת של הפרוטוקול; יש לצאת מהתוכנה ולהפעיל אותה מחדש.</translation>
    </message>
    <message>
        <source>Recording Pause is running but does not answer.</source>
        <translation>התוכנה Recording Pause פועלת, אך אינה משיבה.</translation>
    </message>
    <message>
        <source>Recording Pause is not running in this desktop session.</source>
        <translation>התוכנה Recording Pause אינה פועלת בהתחברות הזו.</translation>
    </message>
    <message>
        <source>Only the one instance may listen.</source>
        <translation>רק מופע אחד של התוכנה רשאי להאזין.</translation>
    </message>
    <message>
        <source>Another user of this computer has taken the name under which Recording Pause is reached.</source>
        <translation>משתמש אחר במחשב הזה תפס את השם שבאמצעותו פונים אל Recording Pause.</translation>
    </message>
    <message>
        <source>The local socket cannot be opened ({reason}).</source>
        <translation>לא ניתן לפתוח את השקע המקומי ({reason}).</translation>
    </message>
    <message>
        <source>Recording Pause is running but does not answer ({reason}).</source>
        <translation>התוכנה Recording Pause פועלת, אך אינה משיבה ({reason}).</translation>
    </message>
    <message>
        <source>no time left</source>
        <translation>הזמן תם</translation>
    </message>
    <message>
        <source>Recording Pause is running but does not answer in time.</source>
        <translation>התוכנה Recording Pause פועלת, אך אינה משיבה בזמן.</translation>
    </message>
    <message>
        <source>Recording Pause hung up without an answer.</source>
        <translation>התוכנה Recording Pause ניתקה בלי להשיב.</translation>
    </message>
    <message>
        <source>Recording Pause sent an answer that is too long.</source>
        <translation>התוכנה Recording Pause שלחה תשובה ארוכה מדי.</translation>
    </message>
    <message>
        <source>its folder</source>
        <translation>התיקייה שלו</translation>
    </message>
    <message>
        <source>is not a file</source>
        <translation>אינו קובץ</translation>
    </message>
    <message>
        <source>it</source>
        <translation>הקובץ</translation>
    </message>
    <message>
        <source>is too large</source>
        <translation>גדול מדי</translation>
    </message>
    <message>
        <source>is not TOML in UTF-8</source>
        <translation>אינו TOML ב-UTF-8</translation>
    </message>
    <message>
        <source>{what} does not belong to root</source>
        <translation>{what}: הבעלים אינו root</translation>
    </message>
    <message>
        <source>others than root may write {what}</source>
        <translation>{what}: הרשאת כתיבה נתונה גם למי שאינו root</translation>
    </message>
    <message>
        <source>no keyring is known for this system</source>
        <translation>לא מוכר מחזיק מפתחות למערכת הזו</translation>
    </message>
    <message>
        <source>there is no keyring to store it in</source>
        <translation>אין מחזיק מפתחות לשמירה</translation>
    </message>
    <message>
        <source>the keyring did not answer in time</source>
        <translation>מחזיק המפתחות לא השיב בזמן</translation>
    </message>
    <message>
        <source>a part of the program that talks to the keyring is not installed</source>
        <translation>חלק של התוכנה שפונה אל מחזיק המפתחות אינו מותקן</translation>
    </message>
    <message>
        <source>the keyring is locked, and was not unlocked</source>
        <translation>מחזיק המפתחות נעול, ולא נפתח</translation>
    </message>
    <message>
        <source>this session has no bus, or nothing on it keeps secrets</source>
        <translation>בהתחברות הזו אין שירות ששומר סודות</translation>
    </message>
    <message>
        <source>the keyring refused: {kind}</source>
        <translation>מחזיק המפתחות סירב: {kind}</translation>
    </message>
    <message>
        <source>the keyring&apos;s service ended while its prompt was up</source>
        <translation>השירות של מחזיק המפתחות נסגר בזמן שחלון הסיסמה היה פתוח</translation>
    </message>
    <message>
        <source>the keyring is locked, and its prompt was dismissed</source>
        <translation>מחזיק המפתחות נעול, וחלון הסיסמה נסגר</translation>
    </message>
    <message>
        <source>the keyring is locked, and nobody answered its prompt</source>
        <translation>מחזיק המפתחות נעול, ואיש לא הזין סיסמה</translation>
    </message>
    <message>
        <source>the keyring is locked</source>
        <translation>מחזיק המפתחות נעול</translation>
    </message>
    <message>
        <source>nothing on this session&apos;s bus keeps secrets</source>
        <translation>בהתחברות הזו אין שירות ששומר סודות</translation>
    </message>
    <message>
        <source>the keyring refused: {name}</source>
        <translation>מחזיק המפתחות סירב: {name}</translation>
    </message>
    <message>
        <source>the account&apos;s data are longer than the {count} characters that Windows keeps</source>
        <translation>נתוני החשבון ארוכים מ-{count} התווים ש-Windows שומר</translation>
    </message>
    <message>
        <source>this session has no Credential Manager</source>
        <translation>בהתחברות הזו אין Credential Manager</translation>
    </message>
    <message>
        <source>the Credential Manager refused: {what}</source>
        <translation>שירות Credential Manager סירב: {what}</translation>
    </message>
    <message>
        <source>the keyring failed: {kind}</source>
        <translation>מחזיק המפתחות נכשל: {kind}</translation>
    </message>
    <message>
        <source>Recording Pause needs a desktop, and found no screen: neither an X server (DISPLAY) nor a Wayland compositor (WAYLAND_DISPLAY) answers.</source>
        <translation>התוכנה Recording Pause צריכה שולחן עבודה, ולא נמצא מסך: לא משיב שרת X (DISPLAY) ולא Wayland (WAYLAND_DISPLAY).</translation>
    </message>
    <message>
        <source>The extension is empty.</source>
        <translation>השלוחה ריקה.</translation>
    </message>
    <message>
        <source>The extension is longer than {count} characters.</source>
        <translation>השלוחה ארוכה מ-{count} תווים.</translation>
    </message>
    <message>
        <source>The extension must not hold blanks or control characters.</source>
        <translation>השלוחה לא יכולה להכיל רווחים או תווי בקרה.</translation>
    </message>
    <message>
        <source>The keyring&apos;s item is not readable.</source>
        <translation>הפריט במחזיק המפתחות אינו קריא.</translation>
    </message>
    <message>
        <source>The keyring&apos;s item was written by another program or another version.</source>
        <translation>הפריט במחזיק המפתחות נכתב על ידי תוכנה אחרת או גרסה אחרת.</translation>
    </message>
    <message>
        <source>The keyring&apos;s item holds hosts that are none.</source>
        <translation>הפריט במחזיק המפתחות מכיל שרתים שאינם תקינים.</translation>
    </message>
    <message>
        <source>The keyring&apos;s item holds a {key} that is not a text.</source>
        <translation>הפריט במחזיק המפתחות מכיל {key} שאינו טקסט.</translation>
    </message>
    <message>
        <source>The keyring&apos;s item holds a key that is none.</source>
        <translation>הפריט במחזיק המפתחות מכיל מפתח שאינו תקין.</translation>
    </message>
    <message>
        <source>is not a text</source>
        <translation>אינו טקסט</translation>
    </message>
    <message>
        <source>holds half a character</source>
        <translation>מכיל תו חלקי</translation>
    </message>
    <message>
        <source>is neither true nor false</source>
        <translation>אינו true או false</translation>
    </message>
    <message>
        <source>is none of {values}</source>
        <translation>אינו אחד מאלה: {values}</translation>
    </message>
    <message>
        <source>is not a whole path</source>
        <translation>אינו נתיב מלא</translation>
    </message>
    <message>
        <source>is longer than {count} characters</source>
        <translation>ארוך מ-{count} תווים</translation>
    </message>
    <message>
        <source>a file that cannot be read is in the way</source>
        <translation>קובץ שלא ניתן לקרוא עומד בדרך</translation>
    </message>
    <message>
        <source>the file is too large</source>
        <translation>הקובץ גדול מדי</translation>
    </message>
    <message>
        <source>the file is not UTF-8 text</source>
        <translation>הקובץ אינו טקסט ב-UTF-8</translation>
    </message>
    <message>
        <source>the file is not TOML</source>
        <translation>הקובץ אינו TOML</translation>
    </message>
    <message>
        <source>the file was written by another version</source>
        <translation>הקובץ נכתב על ידי גרסה אחרת</translation>
    </message>
    <message>
        <source>two actions have the same chord</source>
        <translation>לשתי פעולות יש אותו צירוף מקשים</translation>
    </message>
    <message>
        <source>is no key of a policy</source>
        <translation>אינו מפתח של מדיניות</translation>
    </message>
    <message>
        <source>is not a whole number</source>
        <translation>אינו מספר שלם</translation>
    </message>
    <message>
        <source>is not from {least} to {most}</source>
        <translation>אינו בין {least} ל-{most}</translation>
    </message>
    <message>
        <source>is not from {least} to {most}, nor 0</source>
        <translation>אינו בין {least} ל-{most}, ואינו 0</translation>
    </message>
    <message>
        <source>is not a list of texts</source>
        <translation>אינו רשימת טקסטים</translation>
    </message>
    <message>
        <source>does not name 1 to {count} hosts</source>
        <translation>אינו מונה בין שרת אחד ל-{count} שרתים</translation>
    </message>
    <message>
        <source>is neither &quot;{direct}&quot; nor http://, a name and a port</source>
        <translation>אינו &quot;{direct}&quot;, ואינו http:// עם שם ויציאה (port)</translation>
    </message>
    <message>
        <source>holds control characters</source>
        <translation>מכיל תווי בקרה</translation>
    </message>
    <message>
        <source>is not a table of screens</source>
        <translation>אינו טבלה של מסכים</translation>
    </message>
    <message>
        <source>has a screen without a name</source>
        <translation>מכיל מסך בלי שם</translation>
    </message>
    <message>
        <source>has a place that is not two numbers from 0 to 100</source>
        <translation>מכיל מקום שאינו שני מספרים בין 0 ל-100</translation>
    </message>
    <message>
        <source>recording-pause setup --help lists the keys</source>
        <translation>המפתחות מפורטים ב-recording-pause setup --help</translation>
    </message>
    <message>
        <source>is none of the hosts that a policy on this machine allows</source>
        <translation>אינו אחד מהשרתים שהמדיניות במחשב הזה מתירה</translation>
    </message>
    <message>
        <source>is for a login that a policy on this machine does not allow</source>
        <translation>שייך להזדהות שהמדיניות במחשב הזה אינה מתירה</translation>
    </message>
    <message>
        <source>document</source>
        <translation>המסמך</translation>
    </message>
    <message>
        <source>is laid down by a policy on this machine: leave it out</source>
        <translation>נקבע במדיניות של המחשב הזה: יש להשמיט אותו</translation>
    </message>
    <message>
        <source>has no key, so there is nothing to set up; {see_help}</source>
        <translation>אין בו אף מפתח, ולכן אין מה להגדיר; {see_help}</translation>
    </message>
    <message>
        <source>is found by --discover: leave it out</source>
        <translation>מאותר באמצעות --discover: יש להשמיט אותו</translation>
    </message>
    <message>
        <source>; a policy on this machine does not allow the one there is</source>
        <translation>; ההזדהות הקיימת אסורה לפי המדיניות במחשב הזה</translation>
    </message>
    <message>
        <source>--discover needs a Real-time login, which is neither in it nor set up before{forbidden}</source>
        <translation>האפשרות --discover דורשת הזדהות ל-Real-time, שאינה במסמך ולא הוגדרה קודם{forbidden}</translation>
    </message>
    <message>
        <source>is too long</source>
        <translation>ארוך מדי</translation>
    </message>
    <message>
        <source>is empty; {see_help}</source>
        <translation>ריק; {see_help}</translation>
    </message>
    <message>
        <source>is not JSON</source>
        <translation>אינו JSON</translation>
    </message>
    <message>
        <source>is not a JSON object</source>
        <translation>אינו אובייקט JSON</translation>
    </message>
    <message>
        <source>gives a key twice</source>
        <translation>מכיל מפתח פעמיים</translation>
    </message>
    <message>
        <source>is not a path</source>
        <translation>אינו נתיב</translation>
    </message>
    <message>
        <source>cannot be read: {why}</source>
        <translation>לא ניתן לקריאה: {why}</translation>
    </message>
    <message>
        <source>holds no PEM certificate</source>
        <translation>אינו מכיל אישור PEM</translation>
    </message>
    <message>
        <source>The {name} is empty.</source>
        <translation>{name}: ריק.</translation>
    </message>
    <message>
        <source>The {name} is longer than {count} characters.</source>
        <translation>{name}: ארוך מ-{count} תווים.</translation>
    </message>
    <message>
        <source>The {name} must not hold control characters.</source>
        <translation>{name}: לא ניתן לכלול תווי בקרה.</translation>
    </message>
    <message>
        <source>The {name} holds half a character.</source>
        <translation>{name}: מכיל תו חלקי.</translation>
    </message>
    <message>
        <source>e-mail address</source>
        <translation>כתובת דוא״ל</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>זו אינה כתובת דוא״ל.</translation>
    </message>
    <message>
        <source>address</source>
        <translation>כתובת</translation>
    </message>
    <message>
        <source>This is not an address.</source>
        <translation>זו אינה כתובת.</translation>
    </message>
    <message>
        <source>The address does not begin with https://.</source>
        <translation>הכתובת אינה מתחילה ב-https://.</translation>
    </message>
    <message>
        <source>The address holds a query.</source>
        <translation>הכתובת מכילה שאילתה.</translation>
    </message>
    <message>
        <source>password</source>
        <translation>סיסמה</translation>
    </message>
    <message>
        <source>user name of the account</source>
        <translation>שם המשתמש של החשבון</translation>
    </message>
    <message>
        <source>token</source>
        <translation>אסימון</translation>
    </message>
    <message>
        <source>code</source>
        <translation>קוד</translation>
    </message>
    <message>
        <source>Only one of e-mail address, user name and token can be used.</source>
        <translation>אפשר להשתמש רק באחד מאלה: כתובת דוא״ל, שם משתמש או אסימון.</translation>
    </message>
    <message>
        <source>A token is used without a password.</source>
        <translation>אסימון ניתן בלי סיסמה.</translation>
    </message>
    <message>
        <source>A login takes a name and a password.</source>
        <translation>להזדהות נדרשים שם וסיסמה.</translation>
    </message>
    <message>
        <source>A {name} is not a text.</source>
        <translation>{name}: אינו טקסט.</translation>
    </message>
    <message>
        <source>The monitor host is empty.</source>
        <translation>שרת הניטור ריק.</translation>
    </message>
    <message>
        <source>This is not the name of a host.</source>
        <translation>זה אינו שם של שרת.</translation>
    </message>
    <message>
        <source>The port must be a whole number from 1 to 65535.</source>
        <translation>היציאה (port) חייבת להיות מספר שלם בין 1 ל-65535.</translation>
    </message>
    <message>
        <source>The monitor host&apos;s address must begin with https://, or with its name.</source>
        <translation>הכתובת של שרת הניטור חייבת להתחיל ב-https://, או בשם שלו.</translation>
    </message>
    <message>
        <source>The monitor host&apos;s address must not carry a user name or a password.</source>
        <translation>הכתובת של שרת הניטור לא יכולה לכלול שם משתמש או סיסמה.</translation>
    </message>
</context>
<context>
    <name>SecretPlace</name>
    <message>
        <source>This is the demo: what you enter is forgotten at its end.</source>
        <translation>זו הדגמה: מה שמוקלד כאן נשכח בסיומה.</translation>
    </message>
    <message>
        <source>Extension, host and login are kept in memory for this run only: the keyring did not take them.</source>
        <translation>השלוחה, השרת ופרטי ההזדהות נשמרים בזיכרון להפעלה הזו בלבד: מחזיק המפתחות לא קיבל אותם.</translation>
    </message>
    <message>
        <source>Without a keyring, extension, host and login are kept in memory for this run only.</source>
        <translation>בלי מחזיק מפתחות, השלוחה, השרת וההתחברות נשמרים בזיכרון עד סגירת התוכנה בלבד.</translation>
    </message>
    <message>
        <source>As long as the keyring does not take them, extension, host and login are kept in memory for this run only.</source>
        <translation>כל עוד מחזיק המפתחות אינו מקבל אותם, השלוחה, השרת וההתחברות נשמרים בזיכרון עד סגירת התוכנה בלבד.</translation>
    </message>
    <message>
        <source>Extension, host and login are kept in the keyring of your operating system, and nowhere else.</source>
        <translation>השלוחה, השרת ופרטי ההזדהות נשמרים במחזיק המפתחות של מערכת ההפעלה, ולא בשום מקום אחר.</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Extension (SIP ID)</source>
        <translation>שלוחה (מזהה SIP)</translation>
    </message>
    <message>
        <source>Monitor host</source>
        <translation>שרת ניטור</translation>
    </message>
    <message>
        <source>For example your name, or the desk&apos;s</source>
        <translation>למשל שם הנציג או שם העמדה</translation>
    </message>
    <message>
        <source>Whose recording is paused, and on which server. Your administrator knows both.</source>
        <translation>הקלטות של מי יושהו, ובאיזה שרת. שני הפרטים ידועים למנהל המערכת.</translation>
    </message>
    <message>
        <source>Label (optional)</source>
        <translation>תווית (רשות)</translation>
    </message>
    <message>
        <source>A pause is under way. Resume first; then extension, monitor host and login can be changed.</source>
        <translation>מתבצעת השהיה. תחילה יש לחדש את ההקלטה; אחר כך אפשר לשנות את השלוחה, את שרת הניטור ואת פרטי ההזדהות.</translation>
    </message>
    <message>
        <source>Your login leads to the monitor host that is set here.</source>
        <translation>פרטי ההזדהות מובילים לשרת הניטור שמוגדר כאן.</translation>
    </message>
    <message>
        <source>Found, and connected: the monitor host is filled in. Save it.</source>
        <translation>נמצא, וההתחברות הצליחה: שרת הניטור מולא. יש לשמור.</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>בדיקת חיבור</translation>
    </message>
    <message>
        <source>What is greyed out is set by your organisation.</source>
        <translation>מה שמופיע באפור נקבע על ידי הארגון שלך.</translation>
    </message>
    <message>
        <source>Set by your organisation</source>
        <translation>נקבע על ידי הארגון שלך</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>הצגה</translation>
    </message>
    <message>
        <source>Show: {field}</source>
        <translation>הצגה: {field}</translation>
    </message>
    <message>
        <source>Show the pill while nothing is paused</source>
        <translation>הצגת החיווי הצף גם כשאין השהיה</translation>
    </message>
    <message>
        <source>Frame every screen while paused or alarmed</source>
        <translation>מסגרת סביב כל מסך בעת השהיה או אזעקה</translation>
    </message>
    <message>
        <source>Play sounds</source>
        <translation>השמעת צלילים</translation>
    </message>
    <message>
        <source>Paused or alarmed it always shows, whatever is chosen here.</source>
        <translation>בעת השהיה או אזעקה הוא מוצג תמיד, בלי תלות בבחירה כאן.</translation>
    </message>
    <message>
        <source>Start when I log in to this computer</source>
        <translation>הפעלה בכניסה שלי למחשב הזה</translation>
    </message>
    <message>
        <source>Pauses or resumes</source>
        <translation>משהה או מחדש</translation>
    </message>
    <message>
        <source>Opens the panel</source>
        <translation>פותח את החלונית</translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation>שפת המערכת</translation>
    </message>
    <message>
        <source>A click on the tray icon</source>
        <translation>לחיצה על הסמל במגש</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>שפה</translation>
    </message>
    <message>
        <source>These keys work in every window. Click a field and press the keys that you want; Escape leaves the old ones.</source>
        <translation>המקשים האלה פועלים בכל חלון. יש ללחוץ על שדה ואז על המקשים הרצויים; Escape משאיר את הקודמים.</translation>
    </message>
    <message>
        <source>These keys work in every window. On this desktop the system gives them out: to change them, open the system&apos;s settings for keyboard shortcuts and look for Recording Pause.</source>
        <translation>המקשים האלה פועלים בכל חלון. בשולחן העבודה הזה המערכת היא שמקצה אותם: כדי לשנות אותם יש לפתוח את הגדרות קיצורי המקלדת של המערכת ולחפש שם את Recording Pause.</translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation>השהיה או חידוש</translation>
    </message>
    <message>
        <source>Always pause, or keep paused</source>
        <translation>תמיד השהיה, או הארכה</translation>
    </message>
    <message>
        <source>Always resume (optional)</source>
        <translation>תמיד חידוש (רשות)</translation>
    </message>
    <message>
        <source>In the system&apos;s settings any other keys can run one of these commands as well:</source>
        <translation>בהגדרות המערכת אפשר גם לקבוע מקשים אחרים שיפעילו אחת מהפקודות האלה:</translation>
    </message>
    <message>
        <source>The optional field takes Delete for none. Keys with F1 to F12 are the safest choice.</source>
        <translation>בשדה הרשות, Delete מבטל את הצירוף. צירופים עם F1 עד F12 הם הבחירה הבטוחה ביותר.</translation>
    </message>
    <message>
        <source>Recording Pause: settings</source>
        <translation>השהיית הקלטה: הגדרות</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>חיבור</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>מקשים</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>חיווי</translation>
    </message>
    <message>
        <source>Prove it</source>
        <translation>הוכחה</translation>
    </message>
    <message>
        <source>Check-up</source>
        <translation>בדיקה כללית</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>שמירה</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>סגירה</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>נשמר.</translation>
    </message>
    <message>
        <source>Saved. Prove it on a test call before taking a card.</source>
        <translation>נשמר. לפני קבלת כרטיס יש להוכיח את ההגדרה בשיחת בדיקה.</translation>
    </message>
    <message>
        <source>Not saved: your organisation does not allow this monitor host. Ask your administrator.</source>
        <translation>לא נשמר: הארגון שלך אינו מתיר את שרת הניטור הזה. יש לפנות למנהל המערכת.</translation>
    </message>
    <message>
        <source>Saved, but for starting at login: the system did not take it ({reason}).</source>
        <translation>נשמר, חוץ מההפעלה בכניסה למחשב: המערכת לא קיבלה אותה ({reason}).</translation>
    </message>
    <message>
        <source>Saved, but for extension, host and login: a pause is under way. Resume first, then change them.</source>
        <translation>נשמר, מלבד השלוחה, השרת ופרטי ההזדהות: מתבצעת השהיה. תחילה יש לחדש את ההקלטה, ואז לשנות אותם.</translation>
    </message>
    <message>
        <source>The calls are seen by the login of the whole account, which was set by your administrator.</source>
        <translation>השיחות נראות באמצעות פרטי ההזדהות של כל החשבון, שהוגדרו בידי מנהל המערכת.</translation>
    </message>
    <message>
        <source>The calls are seen by a token of the whole account, which was set by your administrator.</source>
        <translation>השיחות נראות באמצעות אסימון של כל החשבון, שהוגדר בידי מנהל המערכת.</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>דוא״ל</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>סיסמה</translation>
    </message>
    <message>
        <source>Real-time login (optional)</source>
        <translation>הזדהות לשירות Real-time (רשות)</translation>
    </message>
    <message>
        <source>While it is of use, the Active Calls service shows the calls as well: its code was set by your administrator.</source>
        <translation>בעת הצורך גם שירות Active Calls מציג את השיחות: הקוד שלו הוגדר בידי מנהל המערכת.</translation>
    </message>
    <message>
        <source>Real-time login</source>
        <translation>הזדהות לשירות Real-time</translation>
    </message>
    <message>
        <source>With your Voicenter login this program sees your calls: it proves each pause, and pauses a call that joins at once. It also finds the monitor host.</source>
        <translation>עם פרטי ההזדהות שלך ל-Voicenter התוכנה רואה את השיחות שלך: היא מוכיחה כל השהיה, ומשהה מיד הקלטה של שיחה שמצטרפת. היא גם מוצאת את שרת הניטור.</translation>
    </message>
    <message>
        <source>Logging in, and connecting to the monitor…</source>
        <translation>מתבצעות הזדהות והתחברות לשרת הניטור…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>ביטול</translation>
    </message>
    <message>
        <source>Find my monitor</source>
        <translation>איתור שרת הניטור</translation>
    </message>
</context>
<context>
    <name>Sight</name>
    <message>
        <source>name, password or token is wrong</source>
        <translation>השם, הסיסמה או האסימון שגויים</translation>
    </message>
    <message>
        <source>the monitor does not accept the login</source>
        <translation>שרת הניטור אינו מקבל את ההזדהות</translation>
    </message>
    <message>
        <source>the server speaks another version</source>
        <translation>השרת מדבר בגרסה אחרת</translation>
    </message>
    <message>
        <source>the login names no monitor</source>
        <translation>ההזדהות אינה מציינת שרת ניטור</translation>
    </message>
    <message>
        <source>perhaps a wrong code</source>
        <translation>אולי הקוד שגוי</translation>
    </message>
    <message>
        <source>the extension is not in the list</source>
        <translation>השלוחה אינה ברשימה</translation>
    </message>
    <message>
        <source>not allowed from this network</source>
        <translation>אין הרשאה מהרשת הזו</translation>
    </message>
    <message>
        <source>Refused: {reason}.</source>
        <translation>ההזדהות נדחתה: {reason}.</translation>
    </message>
    <message>
        <source>Connected, but this login does not show the extension.</source>
        <translation>מחובר, אך פרטי ההזדהות האלה אינם מציגים את השלוחה.</translation>
    </message>
    <message>
        <source>Not connected: {reason}. It is tried again by itself.</source>
        <translation>אין חיבור: {reason}. נעשים ניסיונות נוספים מאליהם.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>מתחבר…</translation>
    </message>
    <message>
        <source>Connected: your calls are seen.</source>
        <translation>מחובר: השיחות שלך נראות.</translation>
    </message>
    <message>
        <source>The login was refused: e-mail address or password is wrong. Type both again.</source>
        <translation>ההזדהות נדחתה: כתובת הדוא״ל או הסיסמה שגויות. יש להקליד את שתיהן שוב.</translation>
    </message>
    <message>
        <source>The login was accepted, but its monitor did not accept it. Ask your administrator.</source>
        <translation>ההזדהות התקבלה, אך שרת הניטור שלה לא קיבל אותה. יש לפנות למנהל המערכת.</translation>
    </message>
    <message>
        <source>The login was accepted, but it names no monitor. Ask your administrator for the monitor host.</source>
        <translation>ההזדהות התקבלה, אך אין בה שרת ניטור. יש לבקש את שרת הניטור ממנהל המערכת.</translation>
    </message>
    <message>
        <source>The monitor speaks another version than this program. Ask your administrator for the monitor host.</source>
        <translation>שרת הניטור עובד בגרסה אחרת מזו של התוכנה. יש לבקש את שרת הניטור ממנהל המערכת.</translation>
    </message>
    <message>
        <source>No monitor was found: {reason}. Check the network connection and try again, or ask your administrator for the monitor host.</source>
        <translation>לא נמצא שרת ניטור: {reason}. יש לבדוק את החיבור לרשת ולנסות שוב, או לבקש את שרת הניטור ממנהל המערכת.</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>Set up recording pause</source>
        <translation>יש להגדיר את השהיית ההקלטה</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>מוכן</translation>
    </message>
    <message>
        <source>No call</source>
        <translation>אין שיחה</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>מקליט</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>משהה…</translation>
    </message>
    <message>
        <source>Recording PAUSED</source>
        <translation>ההקלטה מושהית</translation>
    </message>
    <message>
        <source>NOT confirmed paused</source>
        <translation>ההשהיה לא אושרה!</translation>
    </message>
    <message>
        <source>Resuming…</source>
        <translation>מחדש…</translation>
    </message>
    <message>
        <source>STILL PAUSED</source>
        <translation>עדיין מושהית!</translation>
    </message>
    <message>
        <source>Maybe paused</source>
        <translation>אולי מושהית</translation>
    </message>
    <message>
        <source>New call is RECORDED</source>
        <translation>שיחה חדשה מוקלטת!</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>לא מוכן</translation>
    </message>
    <message>
        <source>Pause only accepted</source>
        <translation>ההשהיה רק התקבלה</translation>
    </message>
    <message>
        <source>Maybe paused since {time}</source>
        <translation>אולי מושהית מאז {time}</translation>
    </message>
    <message>
        <source>Do not take the card</source>
        <translation>אין לקבל פרטי כרטיס</translation>
    </message>
    <message>
        <source>Resume or pause?</source>
        <translation>לחדש או להשהות?</translation>
    </message>
    <message>
        <source>Resumes in {clock}</source>
        <translation>חידוש בעוד {clock}</translation>
    </message>
    <message>
        <source>not looked at since {time}</source>
        <translation>לא נבדק מאז {time}</translation>
    </message>
    <message>
        <source>Resuming again…</source>
        <translation>מחדש שוב…</translation>
    </message>
    <message>
        <source>Press Resume</source>
        <translation>יש ללחוץ על חידוש</translation>
    </message>
    <message>
        <source>Pausing again…</source>
        <translation>משהה שוב…</translation>
    </message>
    <message>
        <source>Prove it on a test call</source>
        <translation>יש להוכיח בשיחת בדיקה</translation>
    </message>
    <message>
        <source>Press pause again</source>
        <translation>יש ללחוץ שוב על השהיה</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>מאומתת</translation>
    </message>
    <message>
        <source>The recording resumes soon</source>
        <translation>ההקלטה תחודש בקרוב</translation>
    </message>
    <message>
        <source>not proven</source>
        <translation>לא הוכח</translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation>הדגמה</translation>
    </message>
</context>
<context>
    <name>TapeStrip</name>
    <message>
        <source>Tape</source>
        <translation>סרט ההקלטה</translation>
    </message>
    <message>
        <source>No call yet</source>
        <translation>עדיין אין שיחה</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>מוקלט</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>לא מוקלט</translation>
    </message>
    <message>
        <source>at a colleague</source>
        <translation>אצל עמית</translation>
    </message>
    <message>
        <source>ringing</source>
        <translation>מצלצל</translation>
    </message>
    <message>
        <source>dialling</source>
        <translation>מחייג</translation>
    </message>
    <message>
        <source>talking</source>
        <translation>בשיחה</translation>
    </message>
    <message>
        <source>on hold</source>
        <translation>בהמתנה</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>הסתיימה</translation>
    </message>
</context>
<context>
    <name>Test</name>
    <message>
        <source>Name found</source>
        <translation>השם נמצא</translation>
    </message>
    <message>
        <source>Connection made</source>
        <translation>החיבור נוצר</translation>
    </message>
    <message>
        <source>Certificate trusted</source>
        <translation>אישור האבטחה מהימן</translation>
    </message>
    <message>
        <source>Server answers</source>
        <translation>השרת משיב</translation>
    </message>
    <message>
        <source>The way to the server is open. Whether a pause reaches the recording, only a test call can show: see Prove it.</source>
        <translation>הדרך לשרת פתוחה. רק שיחת בדיקה יכולה להראות אם השהיה מגיעה להקלטה: ראו ״הוכחה״.</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>בודק…</translation>
    </message>
    <message>
        <source>not tried</source>
        <translation>לא נבדק</translation>
    </message>
    <message>
        <source>all right</source>
        <translation>תקין</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>נכשל</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>DEMO</source>
        <translation>הדגמה</translation>
    </message>
    <message>
        <source>Recording Pause</source>
        <translation>השהיית הקלטה</translation>
    </message>
</context>
<context>
    <name>Warning</name>
    <message>
        <source>The recording server cannot be reached now, so a pause would fail ({detail}). It is tried again by itself. Do not take a card before this word has gone. If it stays, check the network connection, or run the check-up in the settings.</source>
        <translation>אי אפשר להגיע כעת אל שרת ההקלטות, ולכן השהיה תיכשל ({detail}). ניסיון נוסף נעשה מעצמו. אין לקבל פרטי כרטיס לפני שההודעה נעלמת. אם היא נשארת, יש לבדוק את חיבור הרשת, או להפעיל את הבדיקה הכללית בהגדרות.</translation>
    </message>
    <message>
        <source>Another program holds {detail}, so these keys do not pause or resume. Choose others, or close that program.</source>
        <translation>הצירוף {detail} תפוס על ידי תוכנה אחרת, ולכן אינו משהה ואינו מחדש. יש לבחור צירוף אחר, או לסגור את אותה תוכנה.</translation>
    </message>
    <message>
        <source>Another program holds {detail}, so these keys do not pause. Choose others, or close that program.</source>
        <translation>הצירוף {detail} תפוס על ידי תוכנה אחרת, ולכן אינו משהה. יש לבחור צירוף אחר, או לסגור את אותה תוכנה.</translation>
    </message>
    <message>
        <source>Another program holds {detail}, so these keys do not resume. Choose others, or close that program.</source>
        <translation>הצירוף {detail} תפוס על ידי תוכנה אחרת, ולכן אינו מחדש. יש לבחור צירוף אחר, או לסגור את אותה תוכנה.</translation>
    </message>
    <message>
        <source>This keyboard has no key for {detail}, so these keys do nothing. Choose others.</source>
        <translation>במקלדת זו אין מקש עבור {detail}, ולכן הצירוף אינו פועל. יש לבחור צירוף אחר.</translation>
    </message>
    <message>
        <source>This desktop was asked for {detail} and has given no keys, so they do nothing. Choose keys in the system&apos;s settings, or pause with the mouse.</source>
        <translation>שולחן העבודה התבקש לתת את {detail} ולא נתן מקשים, ולכן הצירוף אינו פועל. יש לבחור מקשים בהגדרות המערכת, או להשהות בעכבר.</translation>
    </message>
    <message>
        <source>This desktop gives programs no keys of their own. Pause with the mouse, or have the desktop&apos;s own keyboard settings run: recording-pause toggle</source>
        <translation>שולחן העבודה הזה אינו מאפשר לתוכנות מקשים משלהן. אפשר להשהות בעכבר, או לקבוע בהגדרות המקלדת של המערכת שיופעל: recording-pause toggle</translation>
    </message>
    <message>
        <source>This desktop runs without XWayland, so the pill may take the keyboard from the window you type in and stands where the desktop puts it, and there is no frame round the screen. Look where you type after each press, and ask your administrator for XWayland.</source>
        <translation>שולחן העבודה הזה פועל ללא XWayland, ולכן החיווי הצף עלול לקחת את המקלדת מהחלון שבו מקלידים ונמצא היכן ששולחן העבודה מציב אותו, ואין מסגרת סביב המסך. אחרי כל לחיצה יש לבדוק לאן מקלידים, ולבקש XWayland ממנהל המערכת.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring is locked, so the extension and the monitor host cannot be read from it or kept in it. What is typed in counts until the program ends. Unlock the keyring and try again.</source>
        <translation>מחזיק המפתחות של המערכת נעול, ולכן לא ניתן לקרוא ממנו או לשמור בו את השלוחה ואת שרת הניטור. מה שמוקלד תקף עד לסגירת התוכנה. יש לפתוח את מחזיק המפתחות ולנסות שוב.</translation>
    </message>
    <message>
        <source>No keyring was found on this computer, so the extension and the monitor host cannot be kept. What is typed in counts until the program ends.</source>
        <translation>לא נמצא במחשב מחזיק מפתחות, ולכן לא ניתן לשמור את השלוחה ואת שרת הניטור. מה שמוקלד תקף עד לסגירת התוכנה.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring refused, so the extension and the monitor host could not be read or kept. What is typed in counts until the program ends.</source>
        <translation>מחזיק המפתחות של המערכת סירב, ולכן לא ניתן היה לקרוא או לשמור את השלוחה ואת שרת הניטור. מה שמוקלד תקף עד לסגירת התוכנה.</translation>
    </message>
    <message>
        <source>What your organisation has laid down for this computer cannot be followed, or not all of it ({detail}). Tell your administrator.</source>
        <translation>לא ניתן לפעול לפי מה שהארגון שלך קבע למחשב הזה, או לפי כולו ({detail}). יש להודיע למנהל המערכת.</translation>
    </message>
    <message>
        <source>The settings file could not be read. It was kept as {detail}, and the usual settings are in use. Check the keys and the choices.</source>
        <translation>לא ניתן היה לקרוא את קובץ ההגדרות. הוא נשמר בשם {detail}, וההגדרות הרגילות בשימוש. יש לבדוק את המקשים ואת הבחירות.</translation>
    </message>
    <message>
        <source>The settings could not be written to the disk. They count until the program ends. Check that there is room on the disk.</source>
        <translation>לא ניתן היה לכתוב את ההגדרות לדיסק. הן תקפות עד לסגירת התוכנה. יש לוודא שיש מקום בדיסק.</translation>
    </message>
    <message>
        <source>The pause could not be noted on the disk. It works, but if the program ends now it will not know of the pause at the next start. Check that there is room on the disk.</source>
        <translation>לא ניתן היה לרשום את ההשהיה בדיסק. היא פועלת, אך אם התוכנה תיסגר כעת, היא לא תדע על ההשהיה בהפעלה הבאה. יש לוודא שיש מקום בדיסק.</translation>
    </message>
    <message>
        <source>The journal of the pauses cannot be written ({detail}). Pausing works. Check that there is room on the disk; what is missing is written with the next pause, if the program still runs.</source>
        <translation>לא ניתן לכתוב את יומן ההשהיות ({detail}). ההשהיה פועלת. יש לבדוק שיש מקום בדיסק; מה שחסר ייכתב עם ההשהיה הבאה, אם התוכנה עדיין פועלת.</translation>
    </message>
    <message>
        <source>The journal of the pauses is written without the keyring, so it proves less. Pausing works. Unlock the keyring, and tell your administrator if this goes on.</source>
        <translation>יומן ההשהיות נכתב בלי מחזיק המפתחות, ולכן הוא מוכיח פחות. ההשהיה פועלת. יש לפתוח את נעילת מחזיק המפתחות, ולהודיע למנהל המערכת אם זה נמשך.</translation>
    </message>
    <message>
        <source>A pause would fail: {detail}</source>
        <translation>השהיה תיכשל: {detail}</translation>
    </message>
    <message>
        <source>Another program holds {detail}</source>
        <translation>הצירוף {detail} תפוס על ידי תוכנה אחרת</translation>
    </message>
    <message>
        <source>This keyboard has no {detail}</source>
        <translation>במקלדת זו אין {detail}</translation>
    </message>
    <message>
        <source>The desktop gave no keys for {detail}</source>
        <translation>שולחן העבודה לא נתן מקשים עבור {detail}</translation>
    </message>
    <message>
        <source>No keys here: use the mouse</source>
        <translation>אין כאן מקשים: יש להשתמש בעכבר</translation>
    </message>
    <message>
        <source>No XWayland: the pill may take the keyboard</source>
        <translation>אין XWayland: החיווי הצף עלול לקחת את המקלדת</translation>
    </message>
    <message>
        <source>The keyring is locked</source>
        <translation>מחזיק המפתחות נעול</translation>
    </message>
    <message>
        <source>No keyring was found</source>
        <translation>לא נמצא מחזיק מפתחות</translation>
    </message>
    <message>
        <source>The keyring refused</source>
        <translation>מחזיק המפתחות סירב</translation>
    </message>
    <message>
        <source>The organisation&apos;s rules have a fault</source>
        <translation>יש תקלה בכללים שקבע הארגון</translation>
    </message>
    <message>
        <source>The settings file could not be read</source>
        <translation>לא ניתן היה לקרוא את קובץ ההגדרות</translation>
    </message>
    <message>
        <source>The settings could not be saved</source>
        <translation>לא ניתן היה לשמור את ההגדרות</translation>
    </message>
    <message>
        <source>The pause could not be noted on the disk</source>
        <translation>לא ניתן היה לרשום את ההשהיה בדיסק</translation>
    </message>
    <message>
        <source>The journal cannot be written</source>
        <translation>לא ניתן לכתוב ביומן</translation>
    </message>
    <message>
        <source>The journal is written without the keyring</source>
        <translation>היומן נכתב בלי מחזיק המפתחות</translation>
    </message>
    <message>
        <source>The calls cannot be seen at the moment ({detail}). Pausing works all the same: the pause is sent again for a minute, so that a call that joins is paused within three seconds.</source>
        <translation>השיחות אינן נראות כרגע ({detail}). ההשהיה פועלת בכל זאת: היא נשלחת שוב ושוב במשך דקה, כך ששיחה שמצטרפת מושהית בתוך שלוש שניות.</translation>
    </message>
    <message>
        <source>The Real-time login was refused ({detail}), so the calls are not seen. Pausing works all the same. Check the login in the settings, or ask your administrator.</source>
        <translation>ההזדהות לשירות Real-time נדחתה ({detail}), ולכן השיחות אינן נראות. ההשהיה פועלת בכל זאת. יש לבדוק את ההזדהות בהגדרות, או לפנות למנהל המערכת.</translation>
    </message>
    <message>
        <source>The Real-time login does not show this extension, so its calls are not seen, and a pause may reach another rep&apos;s calls. Check extension and login in the settings, or ask your administrator.</source>
        <translation>ההתחברות ל-Real-time אינה מראה את השלוחה הזאת, ולכן שיחותיה אינן נראות, וייתכן שהשהיה תגיע לשיחות של נציג אחר. יש לבדוק את השלוחה ואת ההתחברות בהגדרות, או לפנות למנהל המערכת.</translation>
    </message>
    <message>
        <source>The Active Calls service does not show the calls ({detail}). Pausing works all the same. Ask your administrator.</source>
        <translation>שירות Active Calls אינו מציג את השיחות ({detail}). ההשהיה פועלת בכל זאת. יש לפנות למנהל המערכת.</translation>
    </message>
    <message>
        <source>Calls not seen: {detail}</source>
        <translation>השיחות אינן נראות: {detail}</translation>
    </message>
    <message>
        <source>Calls not seen: another extension</source>
        <translation>השיחות אינן נראות: שלוחה אחרת</translation>
    </message>
</context>
</TS>
