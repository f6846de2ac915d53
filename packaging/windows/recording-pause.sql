UPDATE `Component` SET `Condition` = 'AUTOSTART = "1" OR (STARTEDBEFORE AND NOT AUTOSTART = "0")' WHERE `Component` = 'StartAtLogin'
DELETE FROM `Upgrade` WHERE `ActionProperty` = 'WIX_UPGRADE_DETECTED'
INSERT INTO `Upgrade` (`UpgradeCode`, `VersionMax`, `Attributes`, `ActionProperty`) VALUES ('{5D9F3C1B-7A64-4E0F-9C57-0D1B8A4E6F20}', '@VERSION@', 513, 'WIX_UPGRADE_DETECTED')
UPDATE `Property` SET `Value` = 'AUTOSTART;STARTEDBEFORE;WIX_DOWNGRADE_DETECTED;WIX_UPGRADE_DETECTED' WHERE `Property` = 'SecureCustomProperties'
INSERT INTO `LaunchCondition` (`Condition`, `Description`) VALUES ('Installed OR VersionNT >= 603', 'Recording Pause needs Windows 10 or newer.')
CREATE TABLE `MsiShortcutProperty` (`MsiShortcutProperty` CHAR(72) NOT NULL, `Shortcut_` CHAR(72) NOT NULL, `PropertyKey` CHAR(255) NOT NULL, `PropVariantValue` CHAR(255) NOT NULL PRIMARY KEY `MsiShortcutProperty`)
INSERT INTO `MsiShortcutProperty` (`MsiShortcutProperty`, `Shortcut_`, `PropertyKey`, `PropVariantValue`) VALUES ('AppId', 'StartMenuShortcut', '{9F4C2855-9F79-4B39-A8D0-E1D42DE1D5F3}, 5', '@APP_ID@')
