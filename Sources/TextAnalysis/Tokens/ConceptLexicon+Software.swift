extension ConceptLexicon {
    /// Programs and devices, what fails in them, and what is wished of them.
    static let software = """
        crash crashes freezes hangs quits closes shuts_down stuck unresponsive
            stürzt absturz abgestürzt hängt friert einfriert
            plante planté bloque fige crash ferme_toute
            cierra bloquea congela cuelga falla
        error fault failure bug glitch issue problem broken malfunction defect
            fehler fehlermeldung problem störung defekt kaputt bug panne
            erreur problème bug panne dysfonctionnement défaut
            error problema fallo avería bug falla
        not_working doesn't_work won't_work isn't_working stopped_working does_not fails failed fail
            funktioniert geht_nicht klappt fehlgeschlagen schlägt
            marche fonctionne échoue échoué échec
            funciona falla falló fallado fallo
        slow sluggish laggy lag takes_forever loading load long_time delay
            langsam lahm lädt laden träge ladezeit dauert
            lent lente lenteur rame charger charge
            lento lenta lentitud carga tarda cargar
        offline down unavailable unreachable outage server
            offline erreichbar ausfall server nicht_verfügbar
            indisponible inaccessible serveur hors_ligne
            caído inaccesible servidor disponible caída
        website site web page webpage browser
            webseite website seite browser internetseite
            site web page navigateur
            web página sitio navegador
        app application software program tool mobile_app
            app anwendung programm software
            application appli logiciel app
            aplicación app programa software
        phone_app ios android iphone smartphone tablet ipad
            iphone android handy smartphone tablet
            iphone android smartphone tablette
            iphone android móvil tableta smartphone
        install setup download installation set_up
            installieren installation herunterladen einrichten installiert
            installer installation télécharger
            instalar instalación descargar
        upload attach attachment file document
            hochladen datei anhang dokument dateien
            téléverser fichier pièce_jointe document importer
            subir archivo adjunto documento adjuntar
        export extract csv excel spreadsheet report backup
            exportieren export bericht auswertung csv excel
            exporter export rapport csv excel
            exportar exportación informe csv excel
        import load_in migrate transfer_data
            importieren import
            importer importation
            importar importación
        sync synchronise synchronize synchronisation synced
            synchronisieren synchronisation abgleich
            synchroniser synchronisation
            sincronizar sincronización
        connect connection pair bluetooth wifi network internet
            verbinden verbindung netzwerk wlan internet
            connexion réseau wifi internet
            conexión conectar red wifi internet
        integrate integration plugin api slack zapier connector
            integration schnittstelle anbindung plugin api
            intégration intégrer plugin api connecteur
            integración integrar plugin api conector
        notification alert reminder notify
            benachrichtigung benachrichtigungen erinnerung hinweis
            notification notifications rappel alerte
            notificación notificaciones recordatorio aviso alerta
        dark_mode theme colour color font layout appearance design
            dunkelmodus darstellung schriftgröße farbe design layout
            mode_sombre thème couleur police apparence
            modo_oscuro tema color fuente apariencia diseño
        search filter sort find
            suche suchen filter filtern sortieren
            recherche rechercher filtre trier
            búsqueda buscar filtro filtrar ordenar
        language translate translation english german french spanish
            sprache deutsch übersetzung englisch
            langue traduction français anglais
            idioma lengua traducción español inglés
        feature functionality option capability
            funktion feature möglichkeit option
            fonctionnalité fonction option
            función funcionalidad opción característica
        suggest suggestion would_be wish idea propose great_if nice_if please_add
            vorschlag wünschen wünsche idee wäre_schön wäre_toll anregung
            suggestion proposer idée souhaite serait_bien serait_super
            sugerencia idea sugerir propongo sería_bueno gustaría estaría
        spam junk junk_folder spam_folder
            spam spamordner werbung junk
            spam indésirables pourriels
            spam correo_no
        newsletter marketing mailing
            newsletter werbemails
            newsletter
            boletín newsletter
        automate automatic automatically schedule recurring workflow
            automatisch automatisieren regelmäßig automatisierung
            automatique automatiquement automatiser
            automático automáticamente automatizar
        photo picture image video camera
            foto bild bilder video kamera
            photo image vidéo
            foto imagen vídeo video
        print printer scan
            drucken drucker
            imprimer imprimante
            imprimir impresora
        sound audio volume music song play playlist
            ton lautstärke musik lied
            son volume musique chanson
            sonido volumen música canción
        screen display blank white_screen black_screen monitor
            bildschirm anzeige weißer_bildschirm
            écran affichage blanc
            pantalla blanco
        calendar appointment meeting event reminder
            kalender termin besprechung
            calendrier rendez_vous réunion
            calendario cita reunión
        device gadget computer laptop pc hardware machine
            gerät geräte computer laptop rechner
            appareil ordinateur portable
            dispositivo ordenador computadora portátil aparato
        """
}
