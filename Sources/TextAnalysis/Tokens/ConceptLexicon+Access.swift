extension ConceptLexicon {
    /// Accounts, who may enter them, and what is changed in them.
    static let access = """
        cancel cancelled cancellation terminate end_subscription stop_subscription call_off abort unsubscribe
            kündigen kündigung gekündigt stornieren stornierung storniert abbestellen abmelden beenden
            annuler annulation annulé résilier résiliation résilié désabonner
            cancelar cancelación cancelado anular anulación baja darme_de
        delete remove erase close_account deactivate wipe get_rid
            löschen löschung gelöscht entfernen entfernt schließen deaktivieren auflösen
            supprimer suppression supprimé effacer fermer fermeture clôturer désactiver
            eliminar eliminación borrar borrado cerrar cierre suprimir desactivar
        create open register registration sign_up set_up new_account join enroll
            anlegen erstellen registrieren registrierung eröffnen anmeldung einrichten neues_konto
            créer création inscrire inscription ouvrir ouverture enregistrer
            crear creación registrar registro registrarme abrir darme_alta alta
        change modify update edit alter adjust amend switch replace correct
            ändern änderung geändert aktualisieren bearbeiten anpassen wechseln korrigieren ändere
            changer changement modifier modification modifié mettre_à actualiser corriger
            cambiar cambio cambiado modificar modificación actualizar editar corregir
        upgrade higher_plan premium
            upgrade hochstufen höherstufen premium
            upgrade surclasser premium supérieur
            mejorar ampliar premium superior
        downgrade lower_plan
            herabstufen downgrade
            rétrograder inférieur
            bajar degradar inferior
        account profile user_account
            konto account profil benutzerkonto kundenkonto kontos
            compte profil comptes
            cuenta perfil cuentas
        user member colleague teammate employee staff coworker
            benutzer nutzer mitglied kollege kollegen mitarbeiter kollegin team
            utilisateur utilisateurs membre collègue collègues employé équipe
            usuario usuarios miembro compañero colega empleado equipo
        permission role rights access_rights admin administrator privilege
            rechte rolle rollen berechtigung berechtigungen administrator
            droits rôle rôles permission permissions administrateur
            permisos permiso rol roles derechos administrador
        invite add_user invitation
            einladen einladung hinzufügen
            inviter invitation ajouter
            invitar invitación añadir agregar
        name surname last_name first_name married
            name nachname vorname namen heirat
            nom prénom
            nombre apellido apellidos
        address postal street home_address moved moving relocate
            adresse anschrift straße umgezogen umzug postadresse
            adresse rue déménagé déménagement
            dirección domicilio calle mudado mudanza
        email e_mail mail mailbox inbox
            email e_mail mail mailadresse postfach e_mails
            email e_mail mail courriel courrier mél
            email correo e_mail mail buzón
        phone telephone mobile_number cell phone_number number handy
            telefon handynummer telefonnummer mobilnummer rufnummer
            téléphone portable numéro
            teléfono móvil celular número
        password passcode pass_word pwd pw credentials
            passwort kennwort passwörter zugangsdaten
            mot_de mdp identifiants passe
            contraseña clave contraseñas credenciales
        pin pincode pin_number pin_code
            pin geheimzahl
            pin code_secret
            pin
        login log_in sign_in signin logon log_on logged logging get_in access enter
            einloggen anmelden login einwählen anmeldung eingeloggt angemeldet zugang reinkomme komme_nicht
            connecter connexion connecte identifier accéder accès
            iniciar_sesión sesión entrar acceder acceso ingresar login
        logout log_out sign_out logged_out kicked signed_out
            ausloggen abmelden ausgeloggt abgemeldet
            déconnecter déconnecté déconnexion
            cerrar_sesión desconectado desconecta
        forgot forgotten forget don't_remember can't_remember lost_password misplaced
            vergessen vergaß weiß_nicht erinnere
            oublié oublier oubli rappelle
            olvidé olvidado olvidar recuerdo
        reset recover restore reinstate regain recovery
            zurücksetzen wiederherstellen zurückgesetzt reset
            réinitialiser réinitialisation récupérer restaurer
            restablecer recuperar resetear reiniciar restaurar
        blocked locked suspended frozen disabled restricted banned lock block freeze deactivated
            gesperrt sperre blockiert sperrung gesperrte eingefroren
            bloqué bloquée verrouillé suspendu blocage gelé
            bloqueada bloqueado bloqueo suspendida congelada bloquear
        unblock unlock unfreeze reactivate reopen activate activation enable
            entsperren freischalten reaktivieren aktivieren aktivierung freigeben
            débloquer déverrouiller réactiver activer activation
            desbloquear reactivar activar activación habilitar
        verify verification confirm confirmation authenticate identity identification prove proof
            verifizieren verifizierung bestätigen bestätigung identität nachweis identifizieren
            vérifier vérification confirmer confirmation identité justificatif
            verificar verificación confirmar confirmación identidad comprobar
        code otp one_time token verification_code sms text_message
            code sicherheitscode einmalcode tan sms
            code sms jeton
            código sms codigo token
        authenticator two_factor 2fa second_factor mfa two_step
            authenticator zwei_faktor zweifaktor 2fa
            authentificateur deux_facteurs double_authentification 2fa
            autenticador dos_factores dos_pasos 2fa
        link url button click
            link schaltfläche knopf klicken klicke
            lien bouton cliquer clique
            enlace botón clic pulsar link
        expired invalid no_longer outdated
            abgelaufen ungültig
            expiré invalide périmé
            caducado expirado inválido vencido
        unknown unrecognised unrecognized don't_recognise don't_recognize unfamiliar strange suspicious not_mine
            unbekannt unbekannte kenne_nicht verdächtig
            inconnu inconnue suspect reconnais
            desconocido desconocida reconozco sospechoso
        fraud stolen scam hacked compromised unauthorised unauthorized theft phishing
            betrug gestohlen gehackt missbrauch
            fraude volé piraté arnaque
            fraude robado hackeado estafa robo
        country countries abroad international region overseas worldwide
            land länder ausland international weltweit
            pays étranger international monde
            país países extranjero internacional
        age old_enough minor child children kid years_old minimum_age
            alter kind kinder minderjährig mindestalter
            âge enfant enfants mineur
            edad niño niños menor hijo
        merge combine join_accounts consolidate two_accounts
            zusammenführen zusammenlegen vereinen
            fusionner regrouper
            fusionar combinar unir
        share sharing collaborate
            teilen freigeben freigabe
            partager partage
            compartir
        """
}
